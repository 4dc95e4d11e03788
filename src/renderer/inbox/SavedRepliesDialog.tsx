import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { SavedReply } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Field } from '../setup/Field.tsx'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'

interface SavedRepliesDialogProps {
  replies: readonly SavedReply[]
  desk: Pick<DeskApi, 'keepSavedReply' | 'deleteSavedReply'>
  newId: () => string
  onClose: () => void
}

/** Lists the saved replies, and makes, changes and deletes them. */
export function SavedRepliesDialog({ replies, desk, newId, onClose }: SavedRepliesDialogProps) {
  const { t } = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  const [edited, setEdited] = useState<SavedReply | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  // What was pressed is gone with what it did.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after whatever may take away what had the focus
  useEffect(() => {
    if (document.activeElement === document.body) add.current?.focus()
  }, [replies, edited])
  const remove = (reply: SavedReply) => call.run(() => desk.deleteSavedReply({ savedReplyId: reply.id }))
  return (
    <dialog ref={dialog} className="saved-dialog" aria-labelledby={`${id}t`} onClose={onClose}>
      <div className="pane-head">
        <h2 id={`${id}t`} className="grow">
          {t('saved.title')}
        </h2>
        <button type="button" className="x" aria-label={t('saved.close')} onClick={() => dialog.current?.close()}>
          <Icon name="cross" />
        </button>
      </div>
      <div className="body">
        <p className="note">{t('saved.why')}</p>
        {replies.length === 0 && edited === null && <p>{t('saved.noneYet')}</p>}
        <ul>
          {replies.map((reply) =>
            edited?.id === reply.id ? null : (
              <li key={reply.id}>
                <div className="grow">
                  <b className="one">{reply.name}</b>
                  <p className="note" dir="auto">
                    {reply.text}
                  </p>
                </div>
                <button
                  type="button"
                  className="btn small"
                  aria-label={t('saved.change', { name: reply.name })}
                  onClick={() => setEdited(reply)}
                >
                  <Icon name="pencil" />
                </button>
                <button
                  type="button"
                  className="btn small"
                  aria-label={t('saved.deleteOf', { name: reply.name })}
                  onClick={() => void remove(reply)}
                >
                  {t('saved.delete')}
                </button>
              </li>
            ),
          )}
        </ul>
        {call.problem !== null && <ProblemText problem={call.problem} />}
        {edited === null ? (
          <button
            type="button"
            className="btn"
            ref={add}
            onClick={() => setEdited({ id: newId(), name: '', text: '' })}
          >
            {t('saved.add')}
          </button>
        ) : (
          <SavedReplyForm key={edited.id} reply={edited} desk={desk} onLeave={() => setEdited(null)} />
        )}
      </div>
    </dialog>
  )
}

interface SavedReplyFormProps {
  reply: SavedReply
  desk: Pick<DeskApi, 'keepSavedReply'>
  onLeave: () => void
}

function SavedReplyForm({ reply, desk, onLeave }: SavedReplyFormProps) {
  const { t } = useWords()
  const id = useId()
  const call = useCall()
  const form = useRef<HTMLFormElement>(null)
  const [name, setName] = useState(reply.name)
  const [text, setText] = useState(reply.text)
  const [missing, setMissing] = useState<'name' | 'text' | null>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = name.trim() === '' ? 'name' : text.trim() === '' ? 'text' : null
    setMissing(wrong)
    if (wrong !== null) {
      form.current?.querySelector<HTMLElement>(wrong === 'name' ? 'input' : 'textarea')?.focus()
      return
    }
    if ((await call.run(() => desk.keepSavedReply({ savedReplyId: reply.id, name, text }))) !== null) onLeave()
  }
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('saved.name')}
        note={t('saved.nameNote')}
        name="name"
        value={name}
        maxLength={40}
        problem={missing === 'name' ? { code: 'name', text: t('saved.nameMissing') } : null}
        onChange={setName}
      />
      <div>
        <label htmlFor={id}>{t('saved.text')}</label>
        <textarea
          id={id}
          className="input"
          rows={3}
          dir="auto"
          maxLength={3200}
          value={text}
          aria-invalid={missing === 'text'}
          aria-describedby={missing === 'text' ? `${id}e` : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        {missing === 'text' && <ProblemText id={`${id}e`} problem={{ code: 'text', text: t('saved.textMissing') }} />}
      </div>
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <div className="row">
        <button type="submit" className="btn primary" aria-disabled={call.busy}>
          {t('saved.keep')}
        </button>
        <button type="button" className="btn" onClick={onLeave}>
          {t('saved.leave')}
        </button>
      </div>
    </form>
  )
}
