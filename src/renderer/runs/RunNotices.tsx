import { pausedRuns } from '../../shared/run-counts.ts'
import { useObservable } from '../app/use-observable.ts'
import { Notice } from '../feed/Notices.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useWords } from '../words/use-words.ts'
import { RunSentence } from './RunSentence.tsx'
import type { RunStore } from './run-store.ts'

/** More of them are told by the strip. */
const most = 2

/** Runs that paused without anybody's doing, above the feed: a restart, trouble with the account, no way in. */
export function RunNotices({ store }: { store: Pick<RunStore, 'getSnapshot' | 'subscribe'> }) {
  const { t } = useWords()
  const { runs } = useObservable(store)
  const ofItself = pausedRuns(runs).filter(({ why }) => why !== 'person')
  return ofItself.slice(0, most).map((run) => (
    <Notice key={run.id} icon="pause" tone="need">
      <b dir="auto">
        <Visible text={run.name} />
      </b>{' '}
      <RunSentence run={run} stopped={false} /> <a href={`#runs/${run.id}`}>{t('runNews.look')}</a>
    </Notice>
  ))
}
