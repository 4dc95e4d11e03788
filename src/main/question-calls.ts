import type { DeskCalls } from '../shared/desk-api.ts'
import { fillQuestion, questionOfDraft } from '../shared/question.ts'
import { questionProblems, questionsMost, tidyDraft } from '../shared/question-rules.ts'
import { done, refused } from '../shared/result.ts'
import type { DeskCore } from './desk-core.ts'
import { kept } from './kept.ts'
import { reservedText } from './reserved-text.ts'
import { isUnclear } from './store/reask.ts'
import type { Store } from './store/store.ts'

const noSuchQuestion = refused('no-such-question', 'There is no such question any more. Nothing was changed.')
const ofTheDesk = refused(
  'question-of-desk',
  'This question belongs to the desk and stays as it is. Copy it, and change the copy.',
)

/** The calls about questions of one's own, arguments read. */
export function questionCalls(needs: {
  store: Store
  core: Pick<DeskCore, 'questions'>
  now: () => number
  stateChanged: () => void
}): Pick<DeskCalls, 'saveQuestion' | 'deleteQuestion' | 'tryReply'> {
  const { store, core, now } = needs
  const reload = async () => {
    core.questions = await store.ask('questions', undefined)
    needs.stateChanged()
  }

  return {
    saveQuestion: ({ questionId, version, question }) =>
      kept(async () => {
        const draft = tidyDraft(question)
        const others = core.questions.filter(({ id }) => id !== questionId)
        const [wrong] = questionProblems(
          draft,
          others.map(({ name }) => name),
        )
        if (wrong !== undefined) return refused(wrong.code, wrong.text)
        const saved = await store.write('saveQuestion', { questionId, version, question: draft })
        if (saved.kind === 'no-such-question') return noSuchQuestion
        if (saved.kind === 'of-the-desk') return ofTheDesk
        if (saved.kind === 'changed-meanwhile')
          return refused(
            'question-changed',
            'Somebody has changed this question meanwhile. Nothing was saved. Keep yours as a copy, or drop it and look at theirs.',
          )
        if (saved.kind === 'too-many')
          return refused('questions-full', `There are ${questionsMost} questions, which is the most. Delete one first.`)
        if (saved.kind === 'reserved-word') return refused('reserved-word', `${reservedText(saved)} Nothing was saved.`)
        await reload()
        return done({ question: saved.question })
      }),

    deleteQuestion: ({ questionId }) =>
      kept(async () => {
        const { kind } = await store.write('deleteQuestion', { questionId, now: now() })
        if (kind === 'no-such-question') return noSuchQuestion
        if (kind === 'of-the-desk') return ofTheDesk
        await reload()
        return done({ questionId })
      }),

    tryReply: async ({ question, fields, text }) => {
      const filled = fillQuestion(questionOfDraft('', tidyDraft(question)), fields)
      if (!filled.ok) return refused('field-missing', 'Fill in every field of the question first.')
      // The same that reads what customers write; it and its words are loaded where they are needed.
      const { understand } = await import('./replies/understand.ts')
      const { because, thanks } = understand(text, { options: filled.options, outcome: null })
      const again = filled.handling?.reask != null && isUnclear(because) ? filled.handling.reask.text : null
      const says = thanks ?? again
      return done({ because, says: says === null ? null : { text: says, again: thanks === null } })
    },
  }
}
