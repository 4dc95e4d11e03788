import { memo } from 'react'
import type { Message } from '../../shared/message.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Around } from './Around.tsx'
import type { FindStore } from './find-store.ts'
import { HitState } from './HitState.tsx'
import { Marked } from './Marked.tsx'
import { threadLink } from './thread-link.ts'

interface HitRowProps {
  hit: Message
  name: string | null
  /** What was looked for, without filters. */
  words: string
  /** Epoch ms, once a minute. */
  now: number
  /** The one row of the list that Tab leads to. */
  current: boolean
  open: boolean
  store: FindStore
  onOpen: (id: string | null) => void
}

/** One text that was found: a way to its place in the thread, and what was said around it. */
export const HitRow = memo(function HitRow(props: HitRowProps) {
  const { hit, name, words, now, current, open, store, onOpen } = props
  const { t, locale } = useWords()
  const inbound = hit.direction === 'inbound'
  const number = showNumber(hit.customer)
  const time = sinceClock(hit.at, locale, now)
  const id = `around-${hit.id}`
  return (
    <article className={inbound ? 'hit in' : 'hit out'}>
      <a href={threadLink(hit.customer, hit)} data-row={hit.id} tabIndex={current ? 0 : -1}>
        <time dateTime={hit.at}>{time}</time>
        <Icon name={inbound ? 'in' : 'out'} />
        <span className="who">
          <span className="sr">{t(inbound ? 'find.from' : 'find.to')} </span>
          {name !== null && (
            <b className="one" lang={scriptOf(name)} dir="auto">
              <Visible text={name} />
            </b>
          )}
          <span className="mono">
            <Visible text={number} />
          </span>
        </span>
        <Marked text={hit.text} words={words} className="said" />
        <span className="st">
          <HitState message={hit} />
        </span>
      </a>
      <button
        type="button"
        className="x"
        tabIndex={current ? 0 : -1}
        aria-label={t(open ? 'find.aroundClose' : 'find.around')}
        title={t(open ? 'find.aroundClose' : 'find.around')}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => onOpen(open ? null : hit.id)}
      >
        <Icon name={open ? 'up' : 'down'} />
      </button>
      {open && <Around hit={hit} store={store} now={now} id={id} />}
    </article>
  )
})
