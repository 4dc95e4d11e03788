/** Euro for each part. */
export const price = '0.03330000'

/** Euro amounts travel as decimal text. */
export const asAmount = (euro: number) => euro.toFixed(8)

/** MCCMNC of the network that a number is on. */
export const networkOf = (msisdn: string) =>
  msisdn.startsWith('44') ? '23410' : msisdn.startsWith('1') ? '310260' : '20416'
