import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'

/** Where all texts of a customer are shown, and one of them when it is named. */
export const threadLink = (customer: Msisdn, message?: Pick<Message, 'id'>): string =>
  message === undefined ? `#inbox/${customer}` : `#inbox/${customer}/${message.id}`
