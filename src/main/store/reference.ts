import { randomBytes } from 'node:crypto'

/** Our own reference of one outbound text. Exactly 40 characters: receipts echo no more, and Reports filters by no fewer. */
export const newReference = () => `d1-${randomBytes(19).toString('hex').slice(0, 37)}`
