import type { Msisdn } from '../../shared/msisdn.ts'

/** A shop may text under a word, which cannot be texted, rung, or asked for by those who look after customers' data. */
export const hasNumber = (customer: Msisdn) => /^\d+$/.test(customer)

/** As a call takes it: with the plus it means the same, whatever country the desk reads numbers in. A word stays one. */
export const dialled = (customer: Msisdn) => (hasNumber(customer) ? `+${customer}` : customer)
