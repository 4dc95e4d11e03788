import { useEffect, useId, useState } from 'react'
import type { Answer, DeskApi } from '../../shared/desk-api.ts'
import type { QuestionDraft } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import { Token } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

/** So long after the last key. */
const restMs = 150

interface TryReplyProps {
  draft: QuestionDraft
  /** What the fields hold. */
  values: Readonly<Record<string, string>>
  api: Pick<DeskApi, 'tryReply'>
}

/** Somebody plays the customer, and sees at once what the desk would take it for, and why. */
export function TryReply({ draft, values, api }: TryReplyProps) {
  const { t } = useWords()
  const id = useId()
  const [text, setText] = useState('')
  const [taken, setTaken] = useState<Answer<'tryReply'> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  // By what they say: objects of the same words are made anew with every key.
  const asked = text.trim() === '' ? null : JSON.stringify({ question: draft, fields: values, text })
  useEffect(() => {
    if (asked === null) return
    let current = true
    const timer = setTimeout(async () => {
      const answer = await api.tryReply(JSON.parse(asked) as Parameters<typeof api.tryReply>[0])
      if (!current) return
      setTaken(answer.ok ? answer.value : null)
      setProblem(answer.ok ? null : answer.problem)
    }, restMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked, api])
  return (
    <section className="side try">
      <h2>{t('questions.try')}</h2>
      <div className="field-of">
        <label htmlFor={`${id}t`}>{t('questions.tryLabel')}</label>
        <input
          id={`${id}t`}
          className="input"
          dir="auto"
          autoComplete="off"
          maxLength={480}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div role="status" className="taken">
        {text.trim() === '' ? (
          <p className="note">{t('questions.tryWhy')}</p>
        ) : (
          taken !== null && <Taken taken={taken} />
        )}
      </div>
      {problem !== null && <ProblemText problem={problem} />}
    </section>
  )
}

const takenAs = {
  person: 'feed.needsPerson',
  'opt-out': 'row.optedOut',
  'opt-in': 'row.optedIn',
  help: 'row.help',
  none: 'row.nothingToDo',
} as const

function Taken({ taken: { because, says } }: { taken: Answer<'tryReply'> }) {
  const { t, lookUp, locale } = useWords()
  const why = because.why === undefined ? '' : lookUp(`why.${because.why}`, because.why)
  return (
    <>
      {because.rule === 'option' ? (
        <p className="mark filed">
          <Token digit={because.option ?? ''} />
          <b className="one">{sentenceCase(because.label ?? '', locale)}</b>
        </p>
      ) : (
        <p>
          <Mark
            icon={because.rule === 'person' ? 'person' : 'bar'}
            {...(because.rule === 'person' && { tone: 'person' })}
          >
            {t(takenAs[because.rule])}
          </Mark>
        </p>
      )}
      {why !== '' && (
        <p className="note">
          {because.rule === 'option' && because.heard !== undefined
            ? t('questions.heard', { heard: because.heard, why })
            : why}
        </p>
      )}
      <p className="note">
        {says === null
          ? t('questions.saysNothing')
          : t(says.again ? 'questions.asksAgain' : 'questions.says', { text: says.text })}
      </p>
    </>
  )
}
