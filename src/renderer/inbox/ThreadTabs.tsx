import type { KeyboardEvent } from 'react'
import { type ThreadTab, threadTabs } from '../../shared/thread.ts'
import { useWords } from '../words/use-words.ts'
import type { ThreadList } from './thread-list-store.ts'

interface ThreadTabsProps {
  shown: ThreadTab
  counts: ThreadList['counts']
  /** As the rail says. */
  needYou: number
  onShow: (tab: ThreadTab) => void
}

/** The five ways to look at the inbox, with how many wait under each. */
export function ThreadTabs({ shown, counts, needYou, onShow }: ThreadTabsProps) {
  const { t, figure } = useWords()
  const countOf = (tab: ThreadTab): number =>
    tab === 'needs-you' ? needYou : tab === 'waiting' || tab === 'failed' ? (counts?.[tab] ?? 0) : 0
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = threadTabs[(threadTabs.indexOf(shown) + step + threadTabs.length) % threadTabs.length]
    if (step === 0 || event.altKey || next === undefined) return
    event.preventDefault()
    onShow(next)
    event.currentTarget.querySelector<HTMLElement>(`#threads-${next}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={t('inbox.tabs')} onKeyDown={walk}>
      {threadTabs.map((tab) => (
        <button
          type="button"
          role="tab"
          key={tab}
          id={`threads-${tab}`}
          aria-selected={tab === shown}
          aria-controls="threads"
          tabIndex={tab === shown ? 0 : -1}
          onClick={() => onShow(tab)}
        >
          {t(`inbox.tab.${tab}`)}
          {countOf(tab) > 0 && <span className="mono">{figure(countOf(tab))}</span>}
        </button>
      ))}
    </div>
  )
}
