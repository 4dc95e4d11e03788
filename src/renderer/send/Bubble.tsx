import { Forced } from './Forced.tsx'
import type { Piece } from './preview.ts'

/** A text as it stands on the customer's phone: fields dotted below, what makes it dearer underlined. */
export function Bubble({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <p className="bub" dir="auto">
      {pieces.map(({ text, filled, at }) =>
        filled ? (
          <span className="filled" key={at}>
            <Sent text={text} />
          </span>
        ) : (
          <Sent text={text} key={at} />
        ),
      )}
    </p>
  )
}

/** An empty field's own sign is not sent. */
const Sent = ({ text }: { text: string }) => (text === '…' ? text : <Forced text={text} />)
