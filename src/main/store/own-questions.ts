import { deliveryQuestion, type KeptQuestion, type QuestionDraft, questionOfDraft } from '../../shared/question.ts'
import { questionsMost } from '../../shared/question-rules.ts'
import type { Db } from './open.ts'
import type { Understand } from './records.ts'
import { type Reserved, reservedWord } from './reserved.ts'

export type SavedQuestion =
  | { kind: 'saved'; question: KeptQuestion }
  /** Somebody has changed it since that version. */
  | { kind: 'changed-meanwhile' }
  | { kind: 'no-such-question' }
  | { kind: 'of-the-desk' }
  | { kind: 'too-many' }
  | ({ kind: 'reserved-word' } & Reserved)

/** Questions that somebody wrote. Notices and runs hold copies of their own, so none of them changes with these. */
export function ownQuestions(db: Db, understand: Understand) {
  const find = db.prepare<[string], { body: string; version: number; deletedAt: number | null }>(
    'SELECT body, version, deleted_at AS deletedAt FROM questions WHERE id = ?',
  )
  const count = db.prepare('SELECT count(*) FROM questions WHERE deleted_at IS NULL').pluck()
  const insert = db.prepare('INSERT INTO questions (id, body) VALUES (?, ?)')
  const update = db.prepare('UPDATE questions SET body = ?, version = version + 1 WHERE id = ?')
  const remove = db.prepare("UPDATE questions SET body = '', deleted_at = ? WHERE id = ?")

  /** @param by.version the one that was changed; 0 makes a new question */
  function saveQuestion(by: { questionId: string; version: number; question: QuestionDraft }): SavedQuestion {
    const { questionId, version } = by
    if (questionId === deliveryQuestion.id) return { kind: 'of-the-desk' }
    const question = questionOfDraft(questionId, by.question)
    const body = JSON.stringify(question)
    const known = find.get(questionId)
    // Said again after a lost answer.
    if (known?.body === body && known.version === version + 1)
      return { kind: 'saved', question: { ...question, version: known.version } }
    if (known === undefined ? version > 0 : known.deletedAt !== null) return { kind: 'no-such-question' }
    if (known !== undefined && known.version !== version) return { kind: 'changed-meanwhile' }
    const reserved = reservedWord(question.options, understand)
    if (reserved !== null) return { kind: 'reserved-word', ...reserved }
    if (known === undefined && (count.get() as number) >= questionsMost) return { kind: 'too-many' }
    if (known === undefined) insert.run(questionId, body)
    else update.run(body, questionId)
    return { kind: 'saved', question: { ...question, version: version + 1 } }
  }

  /** Deleted twice, the first time stays. */
  function deleteQuestion({ questionId, now }: { questionId: string; now: number }) {
    if (questionId === deliveryQuestion.id) return { kind: 'of-the-desk' as const }
    const known = find.get(questionId)
    if (known === undefined) return { kind: 'no-such-question' as const }
    if (known.deletedAt === null) remove.run(now, questionId)
    return { kind: 'deleted' as const }
  }

  return { saveQuestion, deleteQuestion }
}
