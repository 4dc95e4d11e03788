import type { DeskApi } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { dialled } from './dialled.ts'

/** Who is not opened within this long was not meant. */
const meantForMs = 2_000
/** As many texts as a thread shows at first. */
export const pageUsual = 50

export const askPerson = (desk: Pick<DeskApi, 'getThread'>, customer: Msisdn) =>
  desk.getThread({ customer: dialled(customer) })

/** What was asked about a customer before their thread was opened. */
export interface Ahead {
  customer: Msisdn
  person: ReturnType<DeskApi['getThread']>
  texts: ReturnType<DeskApi['listMessages']>
}

/** Asks for what a thread shows as soon as somebody goes there, and not when the window has been drawn anew. */
export function makeAhead({ desk, now }: { desk: Pick<DeskApi, 'getThread' | 'listMessages'>; now: () => number }) {
  let ahead: (Ahead & { at: number }) | null = null
  return {
    expect(customer: Msisdn): void {
      if (customer === ahead?.customer) return
      const texts = desk.listMessages({ customer, limit: pageUsual })
      ahead = { customer, at: now(), person: askPerson(desk, customer), texts }
    },
    /** Once. @returns null when nothing was asked ahead about this one */
    take(customer: Msisdn): Ahead | null {
      const taken = ahead
      ahead = null
      return taken?.customer === customer && now() - taken.at < meantForMs ? taken : null
    },
    /** What was asked may be older than what is heard of them now. */
    outdate(told: readonly { customer: Msisdn }[]): void {
      if (told.some(({ customer }) => customer === ahead?.customer)) ahead = null
    },
    drop(): void {
      ahead = null
    },
  }
}
