import type { Msisdn } from '../../shared/msisdn.ts'

/** What was there when this window last showed a thread. */
export interface Seen {
  seq: number
  /** ISO 8601 */
  at: string
}

export interface SeenBook {
  get(customer: Msisdn): Seen | null
  set(customer: Msisdn, seen: Seen): void
  /** Somebody was erased: who was looked at is forgotten. */
  clear(): void
}

const most = 300

/** Remembers for "new since"; nothing else follows from it: looking clears nothing. */
export function makeSeenBook(storage: Pick<Storage, 'getItem' | 'setItem'>, key: string): SeenBook {
  let book = read(storage, key)
  const keep = () => {
    try {
      storage.setItem(key, JSON.stringify([...book]))
    } catch {
      // Without storage it is remembered as long as the window lives.
    }
  }
  return {
    get: (customer) => book.get(customer) ?? null,
    set: (customer, seen) => {
      book.delete(customer)
      book = new Map([...book, [customer, seen] as const].slice(-most))
      keep()
    },
    clear: () => {
      book = new Map()
      keep()
    },
  }
}

function read(storage: Pick<Storage, 'getItem'>, key: string): Map<Msisdn, Seen> {
  try {
    return new Map(JSON.parse(storage.getItem(key) ?? '[]') as [Msisdn, Seen][])
  } catch {
    return new Map()
  }
}
