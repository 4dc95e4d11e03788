import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Check } from '../../shared/setup.ts'
import { Icon, type IconName } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { useCall } from './use-call.ts'

const signs: Record<Check['verdict'], IconName> = { fine: 'tick', look: 'ask', bad: 'cross', unused: 'bar' }
const tones: Record<Check['verdict'], string> = { fine: 'mark', look: 'mark', bad: 'mark bad', unused: 'mark dim' }

/** Every part of the desk, looked at now, in a line each; to be copied for whoever helps. */
export function HealthDialog({ api, onClose }: { api: Pick<DeskApi, 'checkEverything'>; onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  const [checks, setChecks] = useState<Check[] | null>(null)
  const look = async () => {
    setChecks(null)
    const answer = await call.run(() => api.checkEverything({}))
    if (answer !== null) setChecks(answer.checks)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    dialog.current?.showModal()
    void look()
  }, [])
  const asText = (checks ?? [])
    .map((check) => `${t(`health.part.${check.part}`)}: ${t(`health.verdict.${check.verdict}`)}. ${words.check(check)}`)
    .join('\n')
  return (
    <dialog ref={dialog} className="health-dialog" aria-labelledby="health-title" onClose={onClose}>
      <div className="pane-head">
        <h2 id="health-title" className="grow">
          {t('health.title')}
        </h2>
        <button type="button" className="x" aria-label={t('keys.close')} onClick={() => dialog.current?.close()}>
          <Icon name="cross" />
        </button>
      </div>
      <p className="note" role="status">
        {t(call.busy ? 'health.looking' : 'health.note')}
      </p>
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <dl>
        {checks?.map((check) => (
          <div key={check.part}>
            <dt>{t(`health.part.${check.part}`)}</dt>
            <dd className={tones[check.verdict]}>
              <Icon name={signs[check.verdict]} />
              <b>{t(`health.verdict.${check.verdict}`)}</b>
            </dd>
            <dd>{words.check(check)}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <button type="button" className="btn" aria-disabled={call.busy} onClick={() => void look()}>
          <Icon name="again" />
          {t('health.again')}
        </button>
        {checks !== null && <CopyButton text={asText} word="health.copy" />}
      </div>
    </dialog>
  )
}
