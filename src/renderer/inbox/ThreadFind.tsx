import { useEffect, useRef } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { useThreadFind } from './use-thread-find.ts'

interface ThreadFindProps {
  customer: Msisdn
  who: string
  desk: Pick<DeskApi, 'find'>
  /** The hit that is looked at; null for none. */
  onShow: (hit: Message | null) => void
  onClose: () => void
}

// Back in time first, where a hit most likely is that stands above what is seen.
const steps = [
  { by: 1, icon: 'up', name: 'inThread.next' },
  { by: -1, icon: 'down', name: 'inThread.previous' },
] as const

/** A search within the thread that is open: Enter goes from hit to hit, back in time; Escape closes it. */
export function ThreadFind({ customer, who, desk, onShow, onClose }: ThreadFindProps) {
  const { t } = useWords()
  const box = useRef<HTMLInputElement>(null)
  const { query, type, hits, at, shown, step } = useThreadFind(desk, customer)
  // Where somebody was before it: back there when it closes.
  const from = useRef<Element | null>(null)
  useEffect(() => {
    from.current = document.activeElement
    box.current?.focus()
  }, [])
  useEffect(() => onShow(shown), [onShow, shown])
  const close = () => {
    const { current } = from
    const isThere = current instanceof HTMLElement && current.isConnected && current !== document.body
    const back = isThere ? current : box.current?.closest('.thread')?.querySelector<HTMLElement>('.talk')
    back?.focus({ preventScroll: true })
    onClose()
  }
  const count = hits.messages.length
  const isAnswered = hits.query === query && query.trim() !== ''
  return (
    <search
      className="thread-find"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') close()
        else if (event.key === 'Enter' && event.target === box.current) step(event.shiftKey ? -1 : 1)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <Icon name="find" />
      <input
        ref={box}
        className="input"
        type="search"
        aria-label={t('inThread.box', { who })}
        placeholder={t('inThread.hint')}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => type(event.target.value)}
      />
      <span className="note" role="status">
        {isAnswered &&
          hits.problem === null &&
          (count === 0 ? t('inThread.none') : t(hits.more ? 'inThread.atMore' : 'inThread.at', { at: at + 1, count }))}
      </span>
      {hits.problem !== null && <ProblemText problem={hits.problem} />}
      {steps.map(({ by, icon, name }) => (
        <button
          key={name}
          type="button"
          className="btn quiet"
          aria-label={t(name)}
          title={t(name)}
          aria-disabled={count < 2}
          onClick={() => step(by)}
        >
          <Icon name={icon} />
        </button>
      ))}
      <button type="button" className="x" aria-label={t('inThread.close')} onClick={close}>
        <Icon name="cross" />
      </button>
    </search>
  )
}
