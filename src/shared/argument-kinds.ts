import { z } from 'zod'

/** Parts that several readers of the contract share. */
export const text = z.string().max(3200)
export const typedNumber = z.string().max(64)
export const messageId = z.string().regex(/^m[1-9]\d{0,15}$/)
/** A question to one customer. */
export const noticeId = z.string().regex(/^n[1-9]\d{0,15}$/)
export const submissionId = z.string().min(1).max(100)
export const fieldValues = z.record(z.string().max(40), z.string().max(200))
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/)
/** Also where it may be a second text to somebody, since a person has said so. */
export const anyway = z.boolean().optional()
