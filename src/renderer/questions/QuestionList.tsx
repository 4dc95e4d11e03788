import { deliveryQuestion, type KeptQuestion, type QuestionDraft } from '../../shared/question.ts'
import { Icon, Token } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { useObservable } from '../app/use-observable.ts'
import { useWords } from '../words/use-words.ts'
import type { QuestionDrafts } from './question-drafts.ts'

interface QuestionListProps {
  questions: readonly KeptQuestion[]
  drafts: QuestionDrafts
  onNew: () => void
  onCopy: (draft: QuestionDraft) => void
}

/** Every question: the desk's own, those that were written here, and what is not saved yet. */
export function QuestionList({ questions, drafts, onNew, onCopy }: QuestionListProps) {
  const { t, lookUp } = useWords()
  const edited = useObservable(drafts)
  const unsaved = Object.entries(edited).filter(([id]) => questions.every((question) => question.id !== id))
  return (
    <section className="pane question-list" data-region="questions">
      <header className="head">
        <h1>{t('questions.title')}</h1>
        <span className="grow" />
        <button type="button" className="btn primary" onClick={onNew}>
          {t('questions.new')}
        </button>
      </header>
      <ul>
        {questions.map((question) => {
          const { id, name, text, options } = question
          const isDesks = id === deliveryQuestion.id
          const shown = lookUp(`send.questions.${id}`, name)
          return (
            <li className="question-line" key={id}>
              <b className="one" dir="auto">
                {shown}
              </b>
              <span className="one text" dir="auto">
                {text}
              </span>
              <span className="tokens">
                {options.map(({ digit }) => (
                  <Token key={digit} digit={digit} open />
                ))}
              </span>
              {isDesks ? (
                <span className="note">{t('questions.desks')}</span>
              ) : edited[id] === undefined ? (
                <span />
              ) : (
                <Mark icon="pencil">{t('questions.unsaved')}</Mark>
              )}
              {isDesks ? (
                <button type="button" className="btn small" onClick={() => onCopy(question)}>
                  {t('questions.copy')}
                </button>
              ) : (
                <a className="btn small" href={`#questions/${id}`} aria-label={t('questions.editOf', { name: shown })}>
                  {t('questions.edit')}
                </a>
              )}
            </li>
          )
        })}
        {unsaved.map(([id, { form }]) => (
          <li className="question-line" key={id}>
            <b className="one" dir="auto">
              {form.name.trim() || t('questions.new')}
            </b>
            <span className="one text" dir="auto">
              {form.text}
            </span>
            <span />
            <Mark icon="pencil">{t('questions.unsaved')}</Mark>
            <a
              className="btn small"
              href={`#questions/${id}`}
              aria-label={t('questions.editOf', { name: form.name.trim() || t('questions.new') })}
            >
              {t('questions.edit')}
            </a>
          </li>
        ))}
      </ul>
      <p className="note question-note">
        <Icon name="pencil" />
        {t('questions.listWhy')}
      </p>
    </section>
  )
}
