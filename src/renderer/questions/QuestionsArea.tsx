import { useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { deliveryQuestion, type KeptQuestion, type QuestionDraft } from '../../shared/question.ts'
import { useObservable } from '../app/use-observable.ts'
import { useWords } from '../words/use-words.ts'
import { QuestionEditor } from './QuestionEditor.tsx'
import { QuestionList } from './QuestionList.tsx'
import type { QuestionDrafts } from './question-drafts.ts'
import { formOf, type QuestionForm } from './question-form.ts'

interface QuestionsAreaProps {
  questions: readonly KeptQuestion[]
  drafts: QuestionDrafts
  api: Pick<DeskApi, 'saveQuestion' | 'deleteQuestion' | 'tryReply'>
  /** A question's id, or null for the list. */
  place: string | null
  newId: () => string
  onUse: (id: string) => void
}

/** Questions: the list, or one of them in the editor. */
export function QuestionsArea({ questions, drafts, api, place, newId, onUse }: QuestionsAreaProps) {
  const { t } = useWords()
  const edited = useObservable(drafts)
  // Nothing is kept of a new one before its first key: who only looks leaves nothing behind.
  const [begun, setBegun] = useState<string | null>(null)
  const begin = (form: QuestionForm | null) => {
    const id = newId().replaceAll('-', '')
    if (form === null) setBegun(id)
    else drafts.keep(id, { form, version: 0 })
    window.location.hash = `#questions/${id}`
  }
  const copy = (draft: QuestionDraft) => {
    const name = t('questions.copyOf', { name: draft.name }).slice(0, 60)
    begin({ ...formOf(draft), name })
  }
  const isThere =
    place !== null && (place === begun || questions.some(({ id }) => id === place) || edited[place] !== undefined)
  if (place === null || place === deliveryQuestion.id)
    return <QuestionList questions={questions} drafts={drafts} onNew={() => begin(null)} onCopy={copy} />
  if (isThere)
    return (
      <QuestionEditor
        key={place}
        id={place}
        questions={questions}
        drafts={drafts}
        api={api}
        onCopy={copy}
        onUse={onUse}
      />
    )
  return (
    <section className="pane question-list" data-region="questions">
      <header className="head">
        <h1>{t('questions.title')}</h1>
      </header>
      <div className="empty">
        <p role="status">{t('questions.gone')}</p>
        <a className="btn" href="#questions">
          {t('questions.all')}
        </a>
      </div>
    </section>
  )
}
