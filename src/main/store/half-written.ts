import { partsTogetherMs } from './parts.ts'

/**
 * Half of a long reply, whose other parts may yet come. What stays half longer than that is a reply like others.
 *
 * @param customer SQL
 * @param now SQL for a moment, epoch ms
 */
export const hasBegun = (customer: string, now: string, and = '') => `EXISTS (SELECT 1 FROM inbound_parts p
    WHERE p.customer = ${customer} AND p.complete = 0 AND p.arrived_at > ${now} - ${partsTogetherMs} ${and})`

/** The same where no row tells of it yet. */
export const isWriting = (customer: string, now: string) => hasBegun(customer, now, 'AND p.message IS NULL')
