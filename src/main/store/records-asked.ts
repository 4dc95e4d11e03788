import type { Db } from './sqlite.ts'

/** What the provider was asked for in a calendar month, in UTC: it charges by the record. */
export interface RecordsAsked {
  records: number
  /** Euro, as far as it said. */
  price: number
}

const key = 'records-asked'
const none: RecordsAsked = { records: 0, price: 0 }
const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7)

function reading(db: Db) {
  const value = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
  return (now: number): RecordsAsked => {
    const kept = JSON.parse(value.get(key) ?? 'null') as (RecordsAsked & { month: string }) | null
    return kept?.month === monthOf(now) ? { records: kept.records, price: kept.price } : none
  }
}
/** Of the month of `now`, epoch ms. */
export const readRecordsAsked = (db: Db) => ({ recordsAsked: reading(db) })

export function countingRecords(db: Db) {
  const read = reading(db)
  const set = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  return {
    /** What one page holds. */
    countRecords: ({ records, price, now }: RecordsAsked & { now: number }): null => {
      const kept = read(now)
      const sum = { month: monthOf(now), records: kept.records + records, price: kept.price + price }
      set.run(key, JSON.stringify(sum))
      return null
    },
  }
}
