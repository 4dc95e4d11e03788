import { Icon } from '../app/icons.tsx'
import { useObservable } from '../app/use-observable.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { FiledStore } from './filed-store.ts'

/** Below who needs somebody: what the desk has done meanwhile, and the way to look at it. */
export function FiledAloneLine({ store, now, onShow }: { store: FiledStore; now: number; onShow: () => void }) {
  const { t, locale } = useWords()
  const { since, answers } = useObservable(store)
  if (answers === 0) return null
  return (
    <p className="filed-alone note row">
      <Icon name="tick" />
      <span className="grow">{t('inbox.filedAlone', { count: answers, time: sinceClock(since, locale, now) })}</span>
      <button
        type="button"
        className="link"
        onClick={() => {
          onShow()
          // The line goes with the tab it stands under.
          document.getElementById('threads-done')?.focus()
        }}
      >
        {t('inbox.showFiled')}
      </button>
    </p>
  )
}
