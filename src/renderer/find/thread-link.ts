import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'

/** Where all texts of a customer are shown, and one of them when it is named. */
export const threadLink = (customer: Msisdn, message?: Pick<Message, 'id'>): string => {
  // A customer may be a word, and any word.
  const thread = `#inbox/${encodeURIComponent(customer)}`
  return message === undefined ? thread : `${thread}/${message.id}`
}
