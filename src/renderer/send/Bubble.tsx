import { runsBeyondGsm } from '../../shared/segments.ts'
import type { Piece } from './preview.ts'

/** A text as it stands on the customer's phone: fields dotted below, what makes it dearer underlined. */
export function Bubble({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <p className="bub" dir="auto">
      {pieces.map(({ text, filled, at }) => {
        const runs = runsBeyondGsm(text).map((run, index) => {
          const place = `${at}.${index}`
          return run.beyond && text !== '…' ? (
            <u className="dear" key={place}>
              {run.text}
            </u>
          ) : (
            run.text
          )
        })
        return filled ? (
          <span className="filled" key={at}>
            {runs}
          </span>
        ) : (
          runs
        )
      })}
    </p>
  )
}
