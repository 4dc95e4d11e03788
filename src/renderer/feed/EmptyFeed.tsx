import { useWords } from '../words/use-words.ts'
import type { FeedSnapshot } from './feed-store.ts'

interface EmptyFeedProps {
  feed: FeedSnapshot
  onWrite: () => void
  onAll: () => void
}

/** What will appear here, and the one thing to do about it. */
export function EmptyFeed({ feed, onWrite, onAll }: EmptyFeedProps) {
  const { t } = useWords()
  const showAll = (
    <button type="button" className="btn" onClick={onAll}>
      {t('feed.showEverything')}
    </button>
  )
  if (feed.query !== '')
    return (
      <div className="empty" id="log" role="tabpanel" aria-labelledby={`tab-${feed.view}`}>
        <h3>
          <bdi>{t('feed.noneFound', { query: feed.query.slice(0, 60) })}</bdi>
        </h3>
        <p>{t('feed.noneFoundWhy')}</p>
        {showAll}
      </div>
    )
  switch (feed.view) {
    case 'all':
      return (
        <div className="empty" id="log" role="tabpanel" aria-labelledby={`tab-${feed.view}`}>
          <h3>{t('feed.none')}</h3>
          <p>{t('feed.noneWhy')}</p>
          <button type="button" className="btn" onClick={onWrite}>
            {t('feed.noneDo')}
          </button>
        </div>
      )
    case 'needs-person':
      return (
        <div className="empty" id="log" role="tabpanel" aria-labelledby={`tab-${feed.view}`}>
          <h3>{t('feed.noneNeeds')}</h3>
          <p>{t('feed.noneNeedsWhy')}</p>
          {showAll}
        </div>
      )
    case 'replies':
      return (
        <div className="empty" id="log" role="tabpanel" aria-labelledby={`tab-${feed.view}`}>
          <h3>{t('feed.noneReplies')}</h3>
          <p>{t('feed.noneWhy')}</p>
          {showAll}
        </div>
      )
    case 'failed':
      return (
        <div className="empty" id="log" role="tabpanel" aria-labelledby={`tab-${feed.view}`}>
          <h3>{t('feed.noneFailed')}</h3>
          <p>{t('feed.noneFailedWhy')}</p>
          {showAll}
        </div>
      )
  }
}
