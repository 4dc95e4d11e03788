import { callingCode } from '../../shared/msisdn.ts'
import { foldName, nameTest } from '../../shared/names.ts'
import type { Db } from './open.ts'

/** Somebody who has written to us, was written to, or stands on a list. */
export interface PersonFound {
  customer: string
  /** What somebody called them here, else as the newest list with a name for this number has it; null when none has. */
  name: string | null
  /** Texts in either direction. */
  texts: number
  /** Epoch ms of the newest; null when there is none. */
  lastAt: number | null
}

export interface Entry {
  customer: string
  name: string | null
  /** As it is compared. */
  folded: string
  /** `seq` of the newest text; 0 when there is none. */
  last: number
}

/** How a number, or some of one, may stand in an international one: what that begins with, and what it ends with. */
export interface NumberForms {
  beginnings: string[]
  endings: string[]
}

/**
 * @param digits as typed, with "+" when it is international
 * @param country ISO 3166-1 alpha-2, of numbers without "+"
 */
export function numberForms(digits: string, country: string): NumberForms {
  if (digits.startsWith('+')) return { beginnings: [digits.slice(1)], endings: [] }
  const code = callingCode(country)
  // A 0 in front belongs to national numbers only, but in Italy to the number.
  const bare = digits.replace(/^0/, '')
  return bare === digits
    ? { beginnings: [digits, code + digits], endings: [digits] }
    : { beginnings: [code + bare, code + digits], endings: [digits, bare] }
}

/**
 * Everybody there is, by name and number, kept in memory: to look through twenty thousand names takes less than a page
 * of texts, and nothing of anybody lies in one more place of the file. Read on from where it was at each question, and
 * from the beginning once somebody was erased.
 */
export function people(db: Db) {
  const all = db.prepare<[], { customer: string; last: number }>(
    'SELECT customer, max(seq) AS last FROM messages GROUP BY customer',
  )
  const since = db.prepare<[number], { customer: string; last: number }>(
    'SELECT customer, max(seq) AS last FROM messages WHERE seq > ? GROUP BY customer',
  )
  const namesAfter = db.prepare<[number, number], { run: number; customer: string; name: string }>(
    'SELECT run, customer, name FROM run_rows WHERE run > ? AND run <= ? ORDER BY run, place',
  )
  const ownNames = db.prepare<[], { customer: string; name: string }>(
    'SELECT customer, name FROM threads WHERE name IS NOT NULL',
  )
  // Up to the first whose list is still being handed in: the rest of its names would never be read.
  const stand = db.prepare<[], { erasures: string | null; last: number; run: number }>(
    `SELECT (SELECT value FROM meta WHERE key = 'erasures') AS erasures,
       (SELECT coalesce(max(seq), 0) FROM messages) AS last,
       (SELECT coalesce(max(id), 0) FROM runs
        WHERE id < coalesce((SELECT min(id) FROM runs WHERE state = 'making'), id + 1)) AS run`,
  )
  const count = db.prepare<[string], number>('SELECT count(*) FROM messages WHERE customer = ?').pluck()
  const at = db.prepare<[number], number>('SELECT at FROM messages WHERE seq = ?').pluck()
  const entries = new Map<string, Entry>()
  const named = new Set<Entry>()
  /** What the lists call them, also those who are called otherwise here. */
  const listed = new Map<string, string>()
  let own: ReadonlyMap<string, string> = new Map()
  let known: { erasures: string | null; last: number; run: number } = { erasures: null, last: 0, run: 0 }

  function entryOf(customer: string): Entry {
    const there = entries.get(customer)
    if (there !== undefined) return there
    const made: Entry = { customer, name: null, folded: '', last: 0 }
    entries.set(customer, made)
    return made
  }

  function nameIt(entry: Entry, name: string | null): void {
    if (name === entry.name) return
    entry.name = name
    entry.folded = name === null ? '' : foldName(name)
    if (name === null) named.delete(entry)
    else named.add(entry)
  }

  function readOn(cast: readonly { msisdn: string; name: string }[]): void {
    const now = stand.get() ?? known
    if (now.erasures !== known.erasures) {
      entries.clear()
      named.clear()
      listed.clear()
      own = new Map()
      known = { erasures: now.erasures, last: 0, run: 0 }
    }
    if (now.last > known.last)
      for (const { customer, last } of known.last === 0 ? all.iterate() : since.iterate(known.last))
        entryOf(customer).last = last
    if (now.run > known.run)
      for (const { customer, name } of namesAfter.iterate(known.run, now.run)) {
        if (name.trim() === '') continue
        listed.set(customer, name)
        nameIt(entryOf(customer), name)
      }
    // All of them each time: they are few, and may change, or be taken away, without a text.
    const called = new Map(ownNames.all().map(({ customer, name }) => [customer, name]))
    for (const customer of new Set([...own.keys(), ...called.keys()]))
      nameIt(entryOf(customer), called.get(customer) ?? listed.get(customer) ?? null)
    own = called
    for (const { msisdn, name } of cast) {
      const entry = entryOf(msisdn)
      if (entry.name === null) nameIt(entry, name)
    }
    known = now
  }

  return {
    /** Before the others are asked. */
    readOn,
    /** Everybody whose name has all of these words, each as a beginning; in Chinese, any piece of it. */
    byName(typed: string): Entry[] {
      const isMeant = nameTest(typed)
      return isMeant === null ? [] : filter(named, ({ folded }) => isMeant(folded))
    },
    byNumber: ({ beginnings, endings }: NumberForms): Entry[] =>
      filter(
        entries.values(),
        ({ customer }) =>
          beginnings.some((beginning) => customer.startsWith(beginning)) ||
          endings.some((ending) => customer.endsWith(ending)),
      ),
    heardOf: (): Entry[] => filter(entries.values(), ({ last }) => last > 0),
    nameOf: (customer: string): string | null => entries.get(customer)?.name ?? null,
    told: ({ customer, name, last }: Entry): PersonFound => ({
      customer,
      name,
      texts: count.get(customer) ?? 0,
      lastAt: last === 0 ? null : (at.get(last) ?? null),
    }),
  }
}

function filter(entries: Iterable<Entry>, holds: (entry: Entry) => boolean): Entry[] {
  const found: Entry[] = []
  for (const entry of entries) if (holds(entry)) found.push(entry)
  return found
}

/** Those that were heard of last, newest first. Of eighty thousand a few are wanted, and to sort them all takes longer. */
export function newestOf(entries: Iterable<Entry>, most: number): Entry[] {
  const newest: Entry[] = []
  for (const entry of entries) {
    if (newest.length === most && entry.last <= (newest.at(-1)?.last ?? 0)) continue
    const place = newest.findIndex(({ last }) => last < entry.last)
    newest.splice(place === -1 ? newest.length : place, 0, entry)
    newest.length = Math.min(newest.length, most)
  }
  return newest
}
