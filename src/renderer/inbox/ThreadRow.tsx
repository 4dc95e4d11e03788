import { memo } from 'react'
import type { Thread } from '../../shared/thread.ts'
import { Icon, Token } from '../app/icons.tsx'
import { isLost } from '../feed/merge.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { callOf, type KnownName } from './name-of.ts'
import { whyNeeded } from './why-needed.ts'
import { withoutStop } from './without-stop.ts'

interface ThreadRowProps {
  thread: Thread
  knownName: KnownName
  /** It is open beside the list. */
  open: boolean
  /** The one row that Tab leads to. */
  current: boolean
  now: number
}

/** One customer of the list: who, their last words, and why they stand here. */
export const ThreadRow = memo(function ThreadRow({ thread, knownName, open, current, now }: ThreadRowProps) {
  const { t, locale } = useWords()
  const who = callOf(thread, knownName)
  const { last, needs, status, draft } = thread
  const tone = status === 'needs-you' ? 'th need' : status === 'failed' && thread.failure !== null ? 'th lost' : 'th'
  const at = status === 'needs-you' && needs !== null ? needs.since : last.at
  return (
    <a
      className={last.because?.rule === 'none' ? `${tone} quiet` : tone}
      href={`#inbox/${encodeURIComponent(thread.customer)}`}
      data-thread={thread.customer}
      aria-current={open ? 'true' : undefined}
      tabIndex={current ? 0 : -1}
    >
      <b className="one" dir="auto" lang={scriptOf(who)}>
        <Visible text={who} />
      </b>
      <time dateTime={at}>{sinceClock(at, locale, now)}</time>
      <span
        className={last.direction === 'inbound' ? 'said one' : 'said one ours'}
        dir="auto"
        lang={scriptOf(last.text)}
      >
        {last.direction === 'outbound' && (
          <>
            <Icon name={last.state === 'cancelled' ? 'bar' : isLost(last) ? 'cross' : 'out'} />
            <span className="sr">{t(last.state === 'cancelled' ? 'state.cancelled' : 'feed.toward')} </span>
          </>
        )}
        <Visible text={last.text} />
      </span>
      <span className="why">
        <Why thread={thread} now={now} />
        {draft !== null && (
          <span className="draft">
            <Icon name="pencil" />
            <span className="one">{t('inbox.draftOf', { text: draft })}</span>
          </span>
        )}
      </span>
    </a>
  )
})

/** Why it stands here, or how it ended. Always a sign and a word. */
function Why({ thread, now }: { thread: Thread; now: number }) {
  const words = useWords()
  const { t, locale } = words
  const { status, needs, failed, unsure, failure, snoozedUntil, last, optedOut } = thread
  if (status === 'needs-you')
    return (
      <span className="reason amber">
        <Icon name="person" />
        <span className="one">{whyNeeded(needs?.why ?? null, words)}</span>
      </span>
    )
  if (snoozedUntil !== null)
    return (
      <span className="reason">
        <Icon name="clock" />
        <span className="one">{t('inbox.snoozed', { time: sinceClock(snoozedUntil, locale, now) })}</span>
      </span>
    )
  // Whoever takes it for lost texts twice.
  if (status === 'failed' && failure === null)
    return (
      <span className="reason amber">
        <Icon name="ask" />
        <span className="one">{t('inbox.unsure', { count: unsure })}</span>
      </span>
    )
  if (status === 'failed') {
    const why = withoutStop(words.problem({ code: failure?.problemCode ?? '', text: failure?.problem ?? '' }))
    return (
      <span className="reason bad">
        <Icon name="cross" />
        <span className="one">{t('inbox.failed', { count: failed - unsure, why })}</span>
      </span>
    )
  }
  if (optedOut)
    return (
      <span className="reason">
        <Icon name="bar" />
        {t('inbox.optedOut')}
      </span>
    )
  if (status === 'waiting')
    return (
      <span className="reason">
        <Icon name="hourglass" />
        {t('inbox.unanswered')}
      </span>
    )
  if (last.because?.rule === 'option')
    return (
      <span className="reason">
        <Token digit={last.because.option ?? ''} />
        <span className="one">{sentenceCase(last.because.label ?? last.because.option ?? '', locale)}</span>
      </span>
    )
  return (
    <span className="reason">
      <Icon name="tick" />
      {t('row.nothingToDo')}
    </span>
  )
}
