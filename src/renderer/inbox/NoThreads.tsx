import { useWords } from '../words/use-words.ts'
import type { ThreadList } from './thread-list-store.ts'

/** A tab with nobody in it: what would stand there, and where to look instead. An empty inbox is good news. */
export function NoThreads({ list, onWaiting }: { list: ThreadList; onWaiting: () => void }) {
  const { t } = useWords()
  const { tab, counts } = list
  const waiting = counts?.waiting ?? 0
  const snoozed = counts?.snoozed ?? 0
  const isClear = tab === 'needs-you'
  return (
    <div className="empty">
      <h2>{t(`inbox.none.${tab}`)}</h2>
      <p>{isClear && waiting > 0 ? t('inbox.stillWaiting', { count: waiting }) : t(`inbox.noneWhy.${tab}`)}</p>
      {isClear && snoozed > 0 && <p>{t('inbox.putOff', { count: snoozed })}</p>}
      {isClear && waiting > 0 && (
        <button type="button" className="btn" onClick={onWaiting}>
          {t('inbox.showWaiting')}
        </button>
      )}
      {tab === 'all' && (
        <a className="btn" href="#send">
          {t('inbox.write')}
        </a>
      )}
    </div>
  )
}
