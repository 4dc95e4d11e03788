import type { Log } from './log/log.ts'
import { isDamageCode } from './store/unusable.ts'

/** Why nothing leaves while the store takes nothing. */
export const troubleWith = (code: string) =>
  isDamageCode(code)
    ? {
        code: 'store-damaged',
        text: 'The file of your texts is damaged. Nothing is sent, and Vonage keeps replies for up to a day. Restore a backup in Setup.',
      }
    : {
        code: 'store-trouble',
        text: `The data folder cannot be written (${code}). Nothing is sent, and Vonage keeps the replies until it can.`,
      }

/** Each text says anew how the line is; the log is told of changes. */
export function sayTrouble(
  { say }: Pick<Log, 'say'>,
  before: { code: string } | null,
  after: { code: string } | null,
): void {
  if (before?.code === after?.code) return
  if (after === null) say('sendingWorks')
  else say('sendingTrouble', { code: after.code })
}
