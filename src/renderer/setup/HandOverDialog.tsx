import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { type Handover, passphraseLeast, summaryMost } from '../../shared/handover.ts'
import type { Problem } from '../../shared/result.ts'
import { DialogHead } from '../app/DialogHead.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { Field } from './Field.tsx'
import { HandoverFile } from './HandoverFile.tsx'
import { draftSummary, offeredPassphrase } from './handover-draft.ts'
import { useCall } from './use-call.ts'

interface HandOverDialogProps {
  dialog: RefObject<HTMLDialogElement | null>
  state: DeskState
  api: Pick<DeskApi, 'listRuns' | 'listThreads' | 'makeHandover' | 'showHandover'>
  onClose: () => void
}

/** Asks for a summary and a passphrase, says what it does, and hands over. */
export function HandOverDialog({ dialog, state, api, onClose }: HandOverDialogProps) {
  const { t } = useWords()
  const id = useId()
  const call = useCall()
  const [summary, setSummary] = useState('')
  const [offered, setOffered] = useState<string | null>(null)
  const [own, setOwn] = useState({ first: '', again: '' })
  const [wrong, setWrong] = useState<Problem | null>(null)
  const [made, setMade] = useState<Handover | null>(null)
  /** Pressed again after a lost answer, it is the same handover. */
  const submission = useRef(crypto.randomUUID())
  const touched = useRef(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => dialog.current?.showModal(), [dialog])
  // The button that was pressed is gone with the form.
  useEffect(() => {
    if (made !== null) title.current?.focus()
  }, [made])
  // As it was when the dialog opened; whatever somebody has typed since stays.
  const counts = useRef(state.counts)
  useEffect(() => {
    void Promise.all([api.listRuns({}), api.listThreads({ tab: 'needs-you', limit: 1 })]).then(([runs, threads]) => {
      const { failed, queued, threadsNeedYou } = counts.current
      const told = threads.ok ? threads.value.counts : { needsYou: threadsNeedYou, snoozed: 0, drafts: 0 }
      if (!touched.current) setSummary(draftSummary({ ...told, failed, queued }, runs.ok ? runs.value.runs : [], t))
    })
  }, [api, t])
  const press = async () => {
    const problem = offered === null ? wrongWith(own, t) : null
    setWrong(problem)
    if (problem !== null) return
    const answer = await call.run(() =>
      api.makeHandover({ submissionId: submission.current, passphrase: offered ?? own.first, summary }),
    )
    if (answer === null) return
    setOwn({ first: '', again: '' })
    setMade(answer.handover)
  }
  return (
    <dialog
      ref={dialog}
      className="handover-dialog"
      aria-labelledby={`${id}t`}
      onCancel={(event) => call.busy && event.preventDefault()}
      onClose={onClose}
    >
      <DialogHead
        id={`${id}t`}
        title={t(made === null ? 'handover.giving.title' : 'handover.giving.done')}
        titleRef={title}
        close={t('handover.close')}
        busy={call.busy}
        onClose={() => dialog.current?.close()}
      />
      <div className="handover-form">
        {made === null ? (
          <>
            <div className="field-of">
              <div className="label">
                <label htmlFor={`${id}s`}>{t('handover.giving.summary')}</label>
                <span className="note">{t('handover.giving.summaryNote')}</span>
              </div>
              <textarea
                id={`${id}s`}
                className="input"
                rows={5}
                maxLength={summaryMost}
                value={summary}
                onChange={(event) => {
                  touched.current = true
                  setSummary(event.target.value)
                }}
              />
            </div>
            {offered === null ? (
              <>
                <Field
                  label={t('handover.giving.passphrase')}
                  note={t('handover.giving.least')}
                  name="handover-passphrase"
                  secret
                  maxLength={200}
                  value={own.first}
                  onChange={(first) => setOwn({ ...own, first })}
                />
                <Field
                  label={t('handover.giving.again')}
                  name="handover-again"
                  secret
                  maxLength={200}
                  value={own.again}
                  problem={wrong}
                  onChange={(again) => setOwn({ ...own, again })}
                />
              </>
            ) : (
              <Offered code={offered} />
            )}
            <p>
              <button
                type="button"
                className="btn"
                onClick={() => {
                  setWrong(null)
                  setOffered(offered === null ? offeredPassphrase((bytes) => crypto.getRandomValues(bytes)) : null)
                }}
              >
                {t(offered === null ? 'handover.giving.offer' : 'handover.giving.own')}
              </button>
            </p>
            <section aria-labelledby={`${id}w`}>
              <h3 id={`${id}w`}>{t('handover.giving.what')}</h3>
              <ul className="backup-what">
                <li>{t('handover.giving.stops')}</li>
                <li>{t('handover.giving.goes')}</li>
                <li>{t('handover.giving.held')}</li>
                <li>{t('handover.giving.number')}</li>
              </ul>
            </section>
            {call.problem !== null && <ProblemText problem={call.problem} />}
            <p>
              <button type="button" className="btn primary big" aria-disabled={call.busy} onClick={() => void press()}>
                {t(call.busy ? 'handover.giving.doing' : 'handover.giving.do')}
              </button>
            </p>
          </>
        ) : (
          <>
            <p>{t('handover.giving.bring')}</p>
            <HandoverFile file={made} api={api} shell={state.shell} />
            {offered !== null && <Offered code={offered} />}
          </>
        )}
        <p className="sr" role="status">
          {call.busy && t('handover.giving.doing')}
          {made !== null && t('handover.giving.done')}
        </p>
      </div>
    </dialog>
  )
}

function Offered({ code }: { code: string }) {
  const { t } = useWords()
  return (
    <div className="field-of">
      <div className="label">
        <span>{t('handover.giving.offered')}</span>
      </div>
      <div className="url">
        <output className="mono" aria-label={t('handover.giving.offered')}>
          {code}
        </output>
        <CopyButton text={code} word="setup.copy" />
      </div>
      <p className="note">{t('handover.giving.once')}</p>
    </div>
  )
}

function wrongWith(own: { first: string; again: string }, t: ReturnType<typeof useWords>['t']): Problem | null {
  if (own.first.trim().length < passphraseLeast)
    return { code: 'passphrase-short', text: t('handover.giving.tooShort') }
  return own.first === own.again ? null : { code: 'passphrase-differs', text: t('handover.giving.differs') }
}
