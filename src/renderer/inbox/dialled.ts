import { hasNumber, type Msisdn } from '../../shared/msisdn.ts'

/** As a call takes it: with the plus it means the same, whatever country the desk reads numbers in. A word stays one. */
export const dialled = (customer: Msisdn) => (hasNumber(customer) ? `+${customer}` : customer)
