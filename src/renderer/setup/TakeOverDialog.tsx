import { type ChangeEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { type HandoverPreview, passphraseLeast } from '../../shared/handover.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { DialogHead } from '../app/DialogHead.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Field } from './Field.tsx'
import { useBring } from './use-bring.ts'
import { useCall } from './use-call.ts'

interface TakeOverDialogProps {
  dialog: RefObject<HTMLDialogElement | null>
  state: DeskState
  api: Pick<DeskApi, 'putHandover' | 'readHandover' | 'takeHandover'>
  now: number
  onClose: () => void
}

/** A file, its passphrase, a look at what is in it, and then the one button. */
export function TakeOverDialog({ dialog, state, api, now, onClose }: TakeOverDialogProps) {
  const { t } = useWords()
  const id = useId()
  const bring = useBring(api)
  const call = useCall()
  const [passphrase, setPassphrase] = useState('')
  const [name, setName] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const [preview, setPreview] = useState<HandoverPreview | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => dialog.current?.showModal(), [dialog])
  // The box that was typed in is gone.
  useEffect(() => {
    if (preview !== null) title.current?.focus()
  }, [preview])
  const { brought } = bring
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [picked] = target.files ?? []
    if (picked === undefined) return
    setName(picked.name)
    setPreview(null)
    call.tell(null)
    bring.bring(picked)
    target.value = '' // Or the same file, mended, could not be chosen again.
  }
  const look = async () => {
    if (brought === null) return
    const answer = await call.run(() => api.readHandover({ id: brought.id, passphrase }))
    if (answer !== null) setPreview(answer.preview)
  }
  const take = async (anyway: boolean) => {
    if (brought === null) return
    const answer = await call.run(() => api.takeHandover({ id: brought.id, passphrase, ...(anyway ? { anyway } : {}) }))
    // The window begins anew with the texts that came.
    if (answer !== null) dialog.current?.close()
  }
  const isHere = brought?.percent === 100
  return (
    <dialog
      ref={dialog}
      className="handover-dialog"
      aria-labelledby={`${id}t`}
      onCancel={(event) => call.busy && event.preventDefault()}
      onClose={() => {
        bring.drop()
        onClose()
      }}
    >
      <DialogHead
        id={`${id}t`}
        title={t('handover.taking.title')}
        titleRef={title}
        close={t('handover.close')}
        busy={call.busy}
        onClose={() => dialog.current?.close()}
      />
      <form
        className="handover-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (preview === null) void look()
        }}
      >
        <div className="handover-choose">
          <button type="button" className="btn" disabled={call.busy} onClick={() => file.current?.click()}>
            {t('handover.taking.file')}
          </button>
          <span className="note">{name ?? t('handover.taking.fileNote')}</span>
          <input ref={file} type="file" hidden accept=".desk" onChange={pick} />
        </div>
        {brought !== null && !isHere && (
          <p className="note" role="status">
            {t('handover.taking.bringing', { percent: brought.percent })}
          </p>
        )}
        {bring.problem !== null && (
          <>
            <ProblemText problem={bring.problem} />
            <p>
              <button type="button" className="btn" onClick={() => void bring.goOn()}>
                {t('handover.taking.goOn')}
              </button>
            </p>
          </>
        )}
        {isHere && preview === null && (
          <>
            <Field
              label={t('handover.taking.passphrase')}
              name="handover-passphrase"
              secret
              maxLength={200}
              value={passphrase}
              problem={call.problem}
              onChange={setPassphrase}
            />
            <p>
              <button
                type="submit"
                className="btn primary"
                aria-disabled={call.busy || passphrase.trim().length < passphraseLeast}
              >
                {t(call.busy ? 'handover.taking.looking' : 'handover.taking.look')}
              </button>
            </p>
          </>
        )}
        {preview !== null && (
          <Inside preview={preview} ours={state.number} now={now} busy={call.busy} call={call} onTake={take} />
        )}
        <p className="sr" role="status">
          {call.busy && t(preview === null ? 'handover.taking.looking' : 'handover.taking.doing')}
        </p>
      </form>
    </dialog>
  )
}

interface InsideProps {
  preview: HandoverPreview
  ours: string
  now: number
  busy: boolean
  call: Pick<ReturnType<typeof useCall>, 'problem'>
  onTake: (anyway: boolean) => Promise<void>
}

/** Refusals that a person may overrule, knowing why. */
const overruled: ReadonlySet<string> = new Set(['other-number', 'handover-still-sending'])

function Inside({ preview, ours, now, busy, call, onTake }: InsideProps) {
  const { t, locale } = useWords()
  const id = useId()
  const number = new Intl.NumberFormat(locale)
  const isOther = preview.number !== ours
  const anyway = isOther || overruled.has(call.problem?.code ?? '')
  const figures = ['texts', 'needsYou', 'snoozed', 'drafts', 'waiting', 'queuedOrHeld', 'runsActive'] as const
  return (
    <>
      <section aria-labelledby={`${id}i`}>
        <h3 id={`${id}i`}>{t('handover.taking.inside')}</h3>
        <dl className="handover-inside">
          <div>
            <dt>{t('handover.taking.number')}</dt>
            <dd className="mono">{showNumber(preview.number)}</dd>
          </div>
          <div>
            <dt>{t('handover.taking.madeAt')}</dt>
            <dd>{sinceClock(preview.madeAt, locale, now)}</dd>
          </div>
          {figures.map((name) => {
            const figure = preview[name]
            return figure === null ? null : (
              <div key={name}>
                <dt>{t(`handover.taking.${name}`)}</dt>
                <dd className="mono">{number.format(figure)}</dd>
              </div>
            )
          })}
        </dl>
      </section>
      {preview.summary.trim() !== '' && (
        <section aria-labelledby={`${id}s`}>
          <h3 id={`${id}s`}>{t('handover.taking.summary')}</h3>
          <p className="handover-summary">{preview.summary}</p>
        </section>
      )}
      <section aria-labelledby={`${id}w`}>
        <h3 id={`${id}w`}>{t('handover.taking.what')}</h3>
        <ul className="backup-what">
          <li>{t('handover.taking.replaces')}</li>
          <li>{t('handover.taking.held')}</li>
          <li>{t('handover.taking.replies')}</li>
        </ul>
      </section>
      {isOther && <p className="problem">{t('handover.taking.otherNumber', { ours: showNumber(ours) })}</p>}
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <p>
        <button type="button" className="btn primary big" aria-disabled={busy} onClick={() => void onTake(anyway)}>
          {busy
            ? t('handover.taking.doing')
            : anyway
              ? t('handover.taking.anyway')
              : t('handover.taking.do', { count: preview.texts, texts: number.format(preview.texts) })}
        </button>
      </p>
    </>
  )
}
