import type { DeskState } from '../../shared/desk-state.ts'
import { ReachMark } from '../app/ReachMark.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'

/** Whether replies can arrive, and the address to give to Vonage. */
export function ReachPane({ state, now, lostSince }: { state: DeskState; now: number; lostSince: number | null }) {
  const { t } = useWords()
  const { url } = state.reach
  return (
    <section className="side">
      <h2>{t('setup.theWayIn')}</h2>
      <p className="reach-line">
        <ReachMark reach={state.reach} now={now} lostSince={lostSince} />
      </p>
      <p className="label" id="inbound">
        {t('setup.inboundUrl')}
      </p>
      {url === null ? (
        <p className="note">{t('setup.linkNone')}</p>
      ) : (
        <div className="url">
          <output className="mono" aria-labelledby="inbound">
            {url}
          </output>
          <CopyButton text={url} word="setup.copy" />
        </div>
      )}
      <p className="note">{t(state.mode === 'practice' ? 'setup.linkPractice' : 'setup.linkWhy')}</p>
    </section>
  )
}
