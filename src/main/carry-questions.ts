import { deliveryQuestion, type KeptQuestion } from '../shared/question.ts'
import type { EngineCalls } from './forward.ts'

/**
 * What somebody wrote in practice is there when they go live, and the other way: a question is a tool, and nobody's data.
 * One that is there already, or was deleted there, stays as it is.
 */
export async function carryQuestions(
  from: readonly KeptQuestion[],
  to: Pick<EngineCalls, 'saveQuestion'>,
): Promise<void> {
  for (const { id, version: _, fields: __, ...question } of from)
    if (id !== deliveryQuestion.id) await to.saveQuestion({ questionId: id, version: 0, question })
}
