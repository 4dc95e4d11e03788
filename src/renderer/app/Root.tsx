import { useEffect, useMemo, useState } from 'react'
import type { Settings } from '../../shared/desk-state.ts'
import { Repair } from '../setup/Repair.tsx'
import { useBoardRun } from '../wallboard/use-board-run.ts'
import { Wallboard } from '../wallboard/Wallboard.tsx'
import { useWords, WordsContext } from '../words/use-words.ts'
import { chooseLanguage, makeWords } from '../words/words.ts'
import { Desk, type DeskProps } from './Desk.tsx'
import type { DeskStore, DeskView } from './desk-store.ts'
import { Logo } from './icons.tsx'
import { ReadOnlyContext } from './read-only.ts'
import { ShutOutContext } from './shut-out.ts'
import { useObservable } from './use-observable.ts'

interface RootProps extends Omit<DeskProps, 'state' | 'lostSince'> {
  store: DeskStore
  systemLanguages: readonly string[]
}

/** Language, paper, and whether the desk is there at all. */
export function Root({ store, systemLanguages, ...rest }: RootProps) {
  const view = useObservable(store)
  const boardRun = useBoardRun()
  const settings = (view.repair ?? view.state)?.settings ?? null
  const language = chooseLanguage(settings, systemLanguages)
  const words = useMemo(() => makeWords(language, systemLanguages), [language, systemLanguages])
  usePage(words.locale, settings)
  return (
    <WordsContext value={words}>
      {view.repair?.unusable != null ? (
        <Repair unusable={view.repair.unusable} backups={view.repair.backups} api={rest.desk} onMended={store.reload} />
      ) : view.state === null ? (
        <Opening view={view} onRetry={() => void store.reload()} />
      ) : boardRun !== null ? (
        <Wallboard
          key={`${view.state.mode} ${view.state.restoredAt}`}
          desk={rest.desk}
          watch={rest.watch}
          state={view.state}
          runId={boardRun}
          lostSince={view.lostSince}
        />
      ) : (
        <ReadOnlyContext value={view.state.handedOver !== null}>
          <ShutOutContext value={view.shut}>
            <Desk
              key={`${view.state.mode} ${view.state.restoredAt}`}
              state={view.state}
              lostSince={view.lostSince}
              {...rest}
            />
          </ShutOutContext>
        </ReadOnlyContext>
      )}
    </WordsContext>
  )
}

function usePage(locale: string, settings: Settings | null) {
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  useEffect(() => {
    if (settings?.theme) document.documentElement.dataset.theme = settings.theme
    else delete document.documentElement.dataset.theme
  }, [settings])
}

/** Until then it is there, or as good as there. */
const longMs = 2_000

function Opening({ view, onRetry }: { view: DeskView; onRetry: () => void }) {
  const words = useWords()
  const { t } = words
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs)
    return () => clearTimeout(timer)
  }, [])
  if (view.problem === null)
    return (
      <main className="opening">
        <h1>{t('app.connecting')}</h1>
        <p role="status">{isLong && t('app.openingLong')}</p>
      </main>
    )
  const shut = view.problem.code === 'shut-out'
  return (
    <main className="opening">
      <Logo />
      <h1>{t(shut ? 'app.shut' : 'app.noAnswer')}</h1>
      <p role="alert">{shut ? t('app.shutWhy') : words.problem(view.problem)}</p>
      {!shut && (
        <button type="button" className="btn" onClick={onRetry}>
          {t('app.tryAgain')}
        </button>
      )}
    </main>
  )
}
