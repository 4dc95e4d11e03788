import { type FormEvent, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { withOpenDigits } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fieldsIn, type KeptQuestion, type QuestionDraft, questionOfDraft, saying } from '../../shared/question.ts'
import { nameMost, textMost } from '../../shared/question-rules.ts'
import { AskDialog } from '../app/AskDialog.tsx'
import { goAndFocus } from '../app/go-and-focus.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { piecesOf, sentTextOf } from '../send/preview.ts'
import { useWords } from '../words/use-words.ts'
import { OptionFields } from './OptionFields.tsx'
import { Part } from './Part.tsx'
import { QuestionAside } from './QuestionAside.tsx'
import type { QuestionDrafts } from './question-drafts.ts'
import { ReplyRules } from './ReplyRules.tsx'
import { useQuestion } from './use-question.ts'

interface QuestionEditorProps {
  id: string
  questions: readonly KeptQuestion[]
  drafts: QuestionDrafts
  api: Pick<DeskApi, 'saveQuestion' | 'deleteQuestion' | 'tryReply'>
  onCopy: (draft: QuestionDraft) => void
  /** To ask it of somebody. */
  onUse: (id: string) => void
}

/** Writes one question; beside it what customers will see, and what their replies would be taken for. */
export function QuestionEditor({ id, questions, drafts, api, onCopy, onUse }: QuestionEditorProps) {
  const { t } = useWords()
  const editing = useQuestion({ id, questions, drafts, api })
  const { kept, form, draft, problems, edit, saving } = editing
  /** Every digit is in the text, and yet which figures they are is not sure. */
  const isUnsure =
    withOpenDigits(questionOfDraft(id, draft)) === null &&
    draft.options.every(({ digit, label }) => label !== '' && draft.text.includes(digit))
  const [asks, setAsks] = useState<'drop' | 'delete' | null>(null)
  const element = useRef<HTMLFormElement>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = await editing.save()
    if (wrong !== null) element.current?.querySelector<HTMLElement>(`[data-at="${wrong.at}"]`)?.focus()
  }
  // What had the focus is gone with the dialog.
  const leave = () => goAndFocus('#questions', () => document.querySelector<HTMLElement>('.question-list .btn.primary'))
  const drop = () => {
    editing.drop()
    setAsks(null)
    if (kept === undefined) leave()
    else requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[data-at="name"]')?.focus())
  }
  const remove = async () => {
    if (await editing.remove()) leave()
  }
  return (
    <div className="question-editor" data-region="questions">
      <header className="head">
        <a className="btn quiet" href="#questions">
          <Icon name="back" />
          {t('questions.title')}
        </a>
        <h1 className="one" dir="auto">
          {form.name.trim() || kept?.name || t('questions.new')}
        </h1>
        <span className="grow" />
        {kept !== undefined && !editing.changed && (
          <button type="button" className="btn" onClick={() => onUse(id)}>
            {t('questions.use')}
          </button>
        )}
        {kept !== undefined && (
          <>
            <button type="button" className="btn quiet" onClick={() => onCopy(draft)}>
              {t('questions.copy')}
            </button>
            <button type="button" className="btn quiet" onClick={() => setAsks('delete')}>
              {t('questions.delete')}
            </button>
          </>
        )}
      </header>
      <div className="sheet">
        <form className="pane question-form" onSubmit={save} noValidate aria-label={t('questions.form')} ref={element}>
          <div className="body">
            <Part
              at="name"
              label={t('questions.name')}
              problems={problems}
              value={form.name}
              maxLength={nameMost}
              onChange={(name) => edit({ name })}
            />
            <div>
              <Part
                at="text"
                label={t('questions.text')}
                problems={problems}
                value={form.text}
                maxLength={textMost}
                rows={4}
                onChange={(text) => edit({ text })}
              />
              <p className="note">
                {t('questions.textWhy', { field: '{name}' })}{' '}
                {t(isUnsure ? 'dates.unsure' : 'dates.placeholders', { digit: '{1}', date: '{date1}' })}
              </p>
            </div>
            <OptionFields
              options={form.options}
              fields={fieldsIn(form.text)}
              problems={problems}
              thanksOf={({ digit, acknowledgement }) => sentTextOf(piecesOf(acknowledgement, {}, saying(draft), digit))}
              onChange={(options) => edit({ options })}
            />
            <ReplyRules form={form} problems={problems} reask={form.reask} onChange={edit} />
          </div>
          <div className="send-bar">
            {editing.outrun && <ProblemText problem={{ code: '', text: t('questions.outrun') }} />}
            {saving.problem !== null && <ProblemText problem={saving.problem} />}
            <div className="row">
              <button type="submit" className="btn primary big" aria-disabled={saving.busy || !editing.changed}>
                {t('questions.save')}
              </button>
              {editing.changed && (
                <button type="button" className="btn quiet" onClick={() => setAsks('drop')}>
                  {t('questions.drop')}
                </button>
              )}
              {editing.outrun && (
                <button type="button" className="btn" onClick={() => onCopy(draft)}>
                  {t('questions.keepCopy')}
                </button>
              )}
              <p className="note" role="status">
                {editing.changed ? t('questions.unsaved') : editing.saved ? t('questions.saved') : ''}
              </p>
            </div>
          </div>
        </form>
        <QuestionAside draft={draft} api={api} onPlain={() => edit({ text: plainEquivalent(form.text) })} />
      </div>
      {asks !== null && (
        <AskDialog
          title={t(`questions.ask.${asks}`, { name: form.name.trim() || t('questions.new') })}
          text={t(`questions.askWhy.${asks}`)}
          leave={t('questions.askLeave')}
          press={t(`questions.askPress.${asks}`)}
          problem={asks === 'delete' ? editing.deleting.problem : null}
          onPress={() => (asks === 'drop' ? drop() : void remove())}
          onClose={() => setAsks(null)}
        />
      )}
    </div>
  )
}
