import { memo } from 'react'
import type { Message } from '../../shared/message.ts'
import { showNumber } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { clock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { InboundState, InboundWhy } from './Inbound.tsx'
import { OutboundStateOf, OutboundWhy } from './Outbound.tsx'
import { ownWords, type RowAsks, toneOf } from './row-kit.ts'
import { Said, Visible } from './Untrusted.tsx'
import { scriptOf } from './visible-text.ts'

export interface FeedRowProps {
  message: Message
  /** The customer's name, where one is known. */
  name: string | null
  /** Said above the row when its day differs from the row above; null otherwise. */
  day: string | null
  /** Came a moment ago. */
  fresh: boolean
  /** The one row of the list that Tab leads to. */
  current: boolean
  refiling: boolean
  busy: boolean
  problem: Problem | null
  silent: boolean
  stopped: boolean
  /** Practice tells a story: bigger, with the thanks in full. */
  story: boolean
  asks: RowAsks
}

/** Tab reaches one row of the list; arrow keys move on from there. */
const roving = (current: boolean) => ({ tabIndex: current ? 0 : -1 })

/** One text of the log: when, which way, who, what, and what became of it. */
export const FeedRow = memo(function FeedRow(props: FeedRowProps) {
  const { message, name, day, fresh, current, refiling, busy, problem, silent, stopped, story, asks } = props
  const { t } = useWords()
  const inbound = message.direction === 'inbound'
  const number = showNumber(message.customer)
  const who = name ?? number
  const time = clock(message.at)
  const classes = ['ev', inbound ? 'in' : 'out', toneOf(message), fresh ? 'fresh' : ''].filter(Boolean).join(' ')
  return (
    <>
      {day !== null && <p className="day">{day}</p>}
      <article
        className={classes}
        data-row={message.id}
        aria-label={t(inbound ? 'row.reply' : 'row.text', { who, time, text: message.text.slice(0, 160) })}
        {...roving(current)}
      >
        <time dateTime={message.at}>{time}</time>
        <span className="dir">
          <Icon name={inbound ? 'in' : 'out'} />
          <span className="sr">{t(inbound ? 'feed.from' : 'feed.toward')}</span>
        </span>
        <div className="who">
          {name !== null && (
            <b className="one" lang={scriptOf(name)} dir="auto">
              {name}
            </b>
          )}
          <span className="mono">
            <Visible text={number} />
          </span>
        </div>
        <div className="txt">
          {inbound ? (
            <Said text={message.text} />
          ) : (
            <p className={story ? 'said' : 'said one'} dir="auto" lang={scriptOf(message.text)}>
              <Visible text={message.text} />
            </p>
          )}
          {inbound ? (
            <InboundWhy message={message} busy={busy} refiling={refiling} asks={asks} />
          ) : (
            <OutboundWhy message={message} busy={busy} asks={asks} />
          )}
          {problem !== null && <ProblemText problem={problem} />}
        </div>
        <div className="st">
          {inbound ? (
            <InboundState message={message} busy={busy} refiling={refiling} asks={asks} />
          ) : (
            <OutboundStateOf message={message} silent={silent} stopped={stopped} busy={busy} asks={asks} />
          )}
        </div>
        {story && message.thanks !== null && <ThanksStory thanks={message.thanks} own={ownWords(message)} />}
      </article>
    </>
  )
})

/** What did not go out is told in the state column, with its reason. */
const isLostThanks = (state: Message['state']) =>
  !['held', 'queued', 'sending', 'submitted', 'delivered'].includes(state)

interface ThanksProps {
  thanks: NonNullable<Message['thanks']>
  own: ReturnType<typeof ownWords>
}

function ThanksStory({ thanks, own }: ThanksProps) {
  const { t } = useWords()
  if (isLostThanks(thanks.state)) return null
  const gone = thanks.state === 'submitted' || thanks.state === 'delivered'
  return (
    <div className="thanks">
      <p>{thanks.text}</p>
      <p className="note row">
        <span>
          {gone ? (
            <Sentence k={`${own}.thankedBy`} parts={{ time: <time>{clock(thanks.at)}</time> }} />
          ) : (
            t(`${own}.thanking`)
          )}
        </span>
        {gone && (
          <Mark icon={thanks.state === 'delivered' ? 'ticks' : 'tick'}>
            {t(`state.${thanks.state}` as 'state.delivered')}
          </Mark>
        )}
      </p>
    </div>
  )
}
