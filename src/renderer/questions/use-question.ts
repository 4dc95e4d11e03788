import { useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { KeptQuestion } from '../../shared/question.ts'
import { type QuestionProblem, questionProblems } from '../../shared/question-rules.ts'
import { useObservable } from '../app/use-observable.ts'
import { useCall } from '../setup/use-call.ts'
import type { QuestionDrafts } from './question-drafts.ts'
import { blankForm, draftOf, formOf, isSame, isUntouched, type QuestionForm } from './question-form.ts'

/** One question in the editor: as it is kept, and as somebody is changing it. */
export function useQuestion(needs: {
  id: string
  questions: readonly KeptQuestion[]
  drafts: QuestionDrafts
  api: Pick<DeskApi, 'saveQuestion' | 'deleteQuestion'>
}) {
  const { id, questions, drafts, api } = needs
  const kept = questions.find((question) => question.id === id)
  const edited = useObservable(drafts)[id]
  const form = edited?.form ?? (kept === undefined ? blankForm() : formOf(kept))
  const version = edited?.version ?? kept?.version ?? 0
  const draft = draftOf(form)
  const saving = useCall()
  const deleting = useCall()
  /** Until somebody has tried to save it nothing is held against what is half written. */
  const [tried, setTried] = useState(false)
  const [saved, setSaved] = useState(false)
  // The desk's list may come after its answer: until then what was typed stands for the question.
  const settled =
    edited !== undefined &&
    kept?.version === edited.version &&
    (saved ? isSame(edited.form, kept) : isUntouched(edited.form, kept))
  useEffect(() => {
    if (settled) drafts.drop(id)
  }, [settled, drafts, id])
  const others = questions.filter((question) => question.id !== id).map(({ name }) => name)
  const problems: QuestionProblem[] = tried ? questionProblems(draft, others) : []

  return {
    kept,
    form,
    draft,
    problems,
    saving,
    deleting,
    /** Something stands here that is not kept. */
    changed: edited !== undefined && !saved,
    /** Somebody else has changed or deleted it since this was begun. */
    outrun: edited !== undefined && !saved && version > 0 && kept?.version !== version,
    saved,
    edit: (change: Partial<QuestionForm>) => {
      const next = { ...form, ...change }
      setSaved(false)
      saving.tell(null)
      if (kept !== undefined && kept.version === version && isUntouched(next, kept)) drafts.drop(id)
      else drafts.keep(id, { form: next, version })
    },
    drop: () => {
      setTried(false)
      saving.tell(null)
      drafts.drop(id)
    },
    /** @returns what is wrong first; null when it is kept, or the desk said why not */
    save: async (): Promise<QuestionProblem | null> => {
      setTried(true)
      const [wrong] = questionProblems(draft, others)
      if (wrong !== undefined) return wrong
      const answer = await saving.run(() => api.saveQuestion({ questionId: id, version, question: draft }))
      if (answer === null) return null
      setTried(false)
      // What was typed while it was on its way is a change of what is kept now.
      const now = drafts.getSnapshot()[id]
      if (now === undefined) return null
      setSaved(isSame(now.form, answer.question))
      drafts.keep(id, { form: now.form, version: answer.question.version })
      return null
    },
    remove: async (): Promise<boolean> => {
      const answer = await deleting.run(() => api.deleteQuestion({ questionId: id }))
      if (answer !== null) drafts.drop(id)
      return answer !== null
    },
  }
}

export type EditingQuestion = ReturnType<typeof useQuestion>
