import type { Message } from '../../shared/message.ts'
import { showNumber } from '../../shared/msisdn.ts'
import type { KeptQuestion } from '../../shared/question.ts'
import type { DraftStore } from './draft.ts'
import { questionOf } from './preview.ts'

/**
 * The words of a text that did not arrive, in the form once more.
 *
 * @param kind again to the same number, or to a corrected one
 * @returns whether they are a question's
 */
export function writeAgain(
  draft: DraftStore,
  kind: 'again' | 'correct',
  message: Message,
  questions: readonly KeptQuestion[],
): boolean {
  // As free text, its replies would belong to no question.
  const asked = message.kind === 'notice' ? questionOf(message.text, questions) : undefined
  const inReplyTo = message.kind === 'thanks' ? null : message.inReplyTo
  draft.begin(
    {
      kind,
      customer: message.customer,
      unsure: message.state === 'unknown',
      inReplyTo,
      ...(kind === 'again' && { again: message.id }),
    },
    {
      to: showNumber(message.customer),
      ...(asked === undefined
        ? { text: message.text }
        : { text: '', questionId: asked.question.id, fields: asked.fields }),
    },
  )
  return asked !== undefined
}
