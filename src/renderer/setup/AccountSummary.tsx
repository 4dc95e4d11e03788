import type { DeskState } from '../../shared/desk-api.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Step, wayState } from './Step.tsx'

/** A connected account: what is proven, and the way to change it. */
export function AccountSummary({ state, onChange }: { state: DeskState; onChange: () => void }) {
  const words = useWords()
  const { t } = words
  const live = state.mode === 'live'
  return (
    <>
      <ol>
        <Step no={1} title={t('setup.account')} state="done">
          <p>
            <Sentence k="setup.accountHave" parts={{ key: <span className="mono">{state.account?.key}</span> }} />
          </p>
        </Step>
        <Step no={2} title={t('setup.number')} state={live ? 'done' : 'todo'}>
          <p>{live ? <span className="mono">{showNumber(state.number)}</span> : t('setup.numberSaved')}</p>
        </Step>
        <Step no={3} title={t('setup.wayIn')} state={wayState(state)}>
          <p>{live ? words.why(state.reach) : t('setup.waySaved')}</p>
        </Step>
        {state.counts.badlySigned > 0 && (
          <Step no={4} title={t('setup.signed')} state="bad">
            <p>{t('feed.badlySigned', { count: state.counts.badlySigned })}</p>
          </Step>
        )}
      </ol>
      {state.account?.from === 'settings' && (
        <div className="go">
          <button type="button" className="btn" onClick={onChange}>
            {t('setup.change')}
          </button>
        </div>
      )}
    </>
  )
}
