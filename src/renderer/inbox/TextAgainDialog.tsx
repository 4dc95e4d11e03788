import { useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { FailedAnswers, FailedGroup } from '../../shared/failed.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { hopeless } from '../runs/lost.ts'
import { RunDialog } from '../runs/RunDialog.tsx'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import type { Words } from '../words/words.ts'
import { reasonOf } from './reason-of.ts'

interface TextAgainDialogProps {
  /** As it was when the dialog opened: nothing moves under a hand, and the desk looks at each once more. */
  group: FailedGroup
  desk: Pick<DeskApi, 'textAgain'>
  newId: () => string
  say: (sentence: string) => void
  onClose: () => void
}

/** To how many the same words go once more, and to whom they do not. */
export function TextAgainDialog({ group, desk, newId, say, onClose }: TextAgainDialogProps) {
  const words = useWords()
  const { t } = words
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  // Pressed again after a lost answer it is the same request.
  const [submissionId] = useState(newId)
  const { again: messageIds, texts, old, passed, unsure, problemCode } = group
  const count = messageIds.length
  // What somebody could not know before they pressed, to be read.
  const [told, setTold] = useState<string | null>(null)
  const close = () => dialog.current?.close()
  const send = async () => {
    const sent = await call.run(() => desk.textAgain({ submissionId, messageIds, alsoUnsure: unsure }))
    if (sent === null) return
    const sentence = spoken(sent, words)
    if (sent.waiting + sent.passed > 0) return setTold(sentence)
    say(sentence)
    close()
  }
  if (told !== null)
    return (
      <RunDialog dialog={dialog} title={t('failed.dialog')} close={t('failed.close')} onClose={onClose}>
        <p role="status">{told}</p>
        <div className="row">
          <button type="button" className="btn" ref={focusIt} onClick={close}>
            {t('failed.close')}
          </button>
        </div>
      </RunDialog>
    )
  return (
    <RunDialog dialog={dialog} title={t('failed.dialog')} close={t('failed.close')} busy={call.busy} onClose={onClose}>
      <p>{t('failed.of', { why: reasonOf(group, words) })}</p>
      {count === 0 ? (
        <p className="note">{t('failed.none')}</p>
      ) : (
        <>
          <p className="note">{t('failed.why')}</p>
          {unsure && (
            <p className="row note amber">
              <Icon name="ask" />
              {t('failed.unsure')}
            </p>
          )}
          {!unsure && hopeless.has(problemCode ?? '') && <p className="note">{t('failed.hopeless')}</p>}
          {texts > count + old + passed && <p className="note">{t('failed.most', { count })}</p>}
        </>
      )}
      {passed > 0 && <p className="note">{t('failed.passed', { count: passed })}</p>}
      {old > 0 && <p className="note">{t('failed.old', { count: old })}</p>}
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <div className="row">
        {count === 0 ? (
          <button type="button" className="btn" onClick={close}>
            {t('failed.close')}
          </button>
        ) : (
          <button type="button" className="btn primary" aria-disabled={call.busy} onClick={() => void send()}>
            <Icon name="again" />
            {t('failed.send', { count })}
          </button>
        )}
      </div>
    </RunDialog>
  )
}

/** What was pressed is gone. */
const focusIt = (button: HTMLButtonElement | null) => button?.focus()

/** What became of them: what leaves now, what waits for its run, and whom the desk passed over besides those it had told. */
function spoken({ queued, marked, waiting, passed }: FailedAnswers['textAgain'], { t }: Pick<Words, 't'>): string {
  return [
    queued > 0 && t('failed.queued', { count: queued }),
    marked > waiting && t('failed.marked', { count: marked - waiting }),
    waiting > 0 && t('failed.resting', { count: waiting }),
    passed > 0 && t('failed.morePassed', { count: passed }),
  ]
    .filter((sentence) => sentence !== false)
    .join(' ')
}
