import { memo } from 'react'
import type { Message } from '../../shared/message.ts'
import type { Problem } from '../../shared/result.ts'
import type { PersonOutcome } from '../../shared/thread.ts'
import { Mark } from '../app/Mark.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { DoneButton } from '../feed/DoneButton.tsx'
import { InboundState, Understood } from '../feed/Inbound.tsx'
import { OddTime } from '../feed/OddTime.tsx'
import { OutboundStateOf, OutboundWhy } from '../feed/Outbound.tsx'
import { Picks } from '../feed/Picks.tsx'
import { type RowAsks, toneOf } from '../feed/row-kit.ts'
import { Said, Visible } from '../feed/Untrusted.tsx'
import { clock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { Held } from './composer-store.ts'
import { HeldLine } from './HeldLine.tsx'

interface TalkTextProps {
  message: Message
  run: PersonOutcome['run']
  /** It can still be taken back; null when not. */
  held: Held | null
  takingBack: boolean
  onTakeBack: () => void
  /** The bar below and "Done" above are about it. */
  isAsking: boolean
  /** It was filed in the place of another answer, and nobody has dealt with that. */
  changed: boolean
  refiling: boolean
  busy: boolean
  problem: Problem | null
  silent: boolean
  stopped: boolean
  asks: RowAsks
}

/** One text of a thread: its words in a bubble, and below it what became of it and why. */
export const TalkText = memo(function TalkText(props: TalkTextProps) {
  const { message, changed, problem } = props
  const inbound = message.direction === 'inbound'
  const tone = message.state === 'cancelled' ? 'unsent' : changed ? 'need' : toneOf(message)
  return (
    <article className={['text', inbound ? 'in' : 'us', tone].filter(Boolean).join(' ')} data-text={message.id}>
      <div className={inbound ? 'bub' : 'bub us'}>
        <Said text={message.text} className={inbound && (message.needsPerson || changed) ? 'said big' : 'said'} />
      </div>
      {inbound ? <UnderReply {...props} /> : <UnderOurs {...props} />}
      {problem !== null && <ProblemText problem={problem} />}
    </article>
  )
})

function UnderReply({ message, isAsking, changed, refiling, busy, asks }: TalkTextProps) {
  const { t } = useWords()
  const readOnly = useReadOnly()
  return (
    <div className="under">
      <time dateTime={message.at}>{clock(message.at)}</time>
      {changed && (
        <Mark icon="person" tone="person">
          {t('inbox.needs.changed the answer')}
        </Mark>
      )}
      {message.needsPerson ? (
        <Mark icon="person" tone="person">
          {t('feed.needsPerson')}
        </Mark>
      ) : (
        <InboundState message={message} busy={busy} refiling={refiling} asks={asks} />
      )}
      <Understood message={message} busy={busy} refiling={refiling} asks={asks} />
      {message.recovered && <p className="because">{t('row.recovered')}</p>}
      {message.oddTime && <OddTime />}
      {message.needsPerson && !isAsking && !readOnly && (
        <span className="acts">
          <Picks message={message} busy={busy} file={(choice) => asks.file(message, choice)} />
          <DoneButton busy={busy} onPress={() => asks.close(message)} />
        </span>
      )}
    </div>
  )
}

function UnderOurs({ message, run, held, takingBack, onTakeBack, silent, stopped, busy, asks }: TalkTextProps) {
  const { t } = useWords()
  if (held !== null && message.state === 'queued')
    return <HeldLine until={held.until} busy={takingBack} onTakeBack={onTakeBack} />
  return (
    <div className="under us" data-state={message.state}>
      <span>
        {run === null ? (
          t(`thread.from.${message.kind ?? 'text'}`)
        ) : (
          <Visible text={t('thread.from.run', { run: run.name })} />
        )}
      </span>
      <time dateTime={message.at}>{clock(message.at)}</time>
      <OutboundStateOf message={message} silent={silent} stopped={stopped} busy={busy} asks={asks} />
      {/* "Not sent" is all there is to say of a text that was taken back. */}
      {message.problemCode !== 'by-hand' && <OutboundWhy message={message} busy={busy} asks={asks} />}
    </div>
  )
}
