import { z } from 'zod'

export const lineTypes = ['mobile-lvn', 'landline', 'landline-toll-free'] as const
export const readLineType = z.enum(lineTypes)
export type LineType = z.output<typeof readLineType>

export const readFeatures = z.array(z.enum(['SMS', 'MMS', 'VOICE']))
export type Features = z.output<typeof readFeatures>

export const readMsisdn = z.string().regex(/^[1-9]\d{6,14}$/)
/** ISO 3166-1 alpha-2. */
export const readCountry = z.string().regex(/^[A-Z]{2}$/)

/** A number that Vonage lets, until an account has it. */
export const readRentableNumber = z.strictObject({
  country: readCountry,
  msisdn: readMsisdn,
  /** Euro a month, decimal text. */
  cost: z.string().regex(/^\d+(\.\d+)?$/),
  type: readLineType,
  features: readFeatures,
  /** true: is not let before Vonage has seen papers that prove an address. */
  needsAddress: z.boolean().exactOptional(),
})
export type RentableNumber = z.output<typeof readRentableNumber>

const inRow = (first: number, count: number, number: Omit<RentableNumber, 'msisdn'>): RentableNumber[] =>
  Array.from({ length: count }, (_, position) => ({ ...number, msisdn: String(first + position) }))

/** Kept for fiction by Ofcom and the North American plan, and more British ones than a page holds. Prices are made up. */
export const usualStock: RentableNumber[] = [
  ...inRow(447700900200, 12, { country: 'GB', cost: '1.25', type: 'mobile-lvn', features: ['SMS', 'VOICE'] }),
  ...inRow(442079460200, 2, {
    country: 'GB',
    cost: '0.90',
    type: 'landline',
    features: ['VOICE'],
    needsAddress: true,
  }),
  ...inRow(12025550120, 4, { country: 'US', cost: '0.90', type: 'mobile-lvn', features: ['SMS', 'MMS', 'VOICE'] }),
  ...inRow(14155550120, 4, { country: 'US', cost: '0.90', type: 'landline', features: ['SMS', 'VOICE'] }),
  ...inRow(18005550199, 1, { country: 'US', cost: '10.00', type: 'landline-toll-free', features: ['SMS', 'VOICE'] }),
]
