import { type Found, type FoundFilter, type FoundPerson, peopleMost } from '../../shared/find.ts'
import { type FindFilter, type FindQuery, isDigit, numbersIn } from '../../shared/find-query.ts'
import type { Message } from '../../shared/message.ts'
import { foldName, nameTest } from '../../shared/names.ts'
import { filedLabels } from './filed-labels.ts'
import { findSeqs, type Wanted } from './find-seqs.ts'
import type { Db } from './open.ts'
import { type Entry, type NumberForms, newestOf, numberForms, type PersonFound, people } from './people.ts'
import { type OtherSpelling, searchQueryOr } from './words.ts'

export interface FindRequest extends FindQuery {
  /** ISO 3166-1 alpha-2, of numbers that are typed without "+". */
  country: string
  /** Names of those whom no list names: practice's own customers. */
  cast: readonly { msisdn: string; name: string }[]
  limit: number
  /** Exclusive `seq`. */
  before: number | null
  /** Of whom alone; null for everybody. */
  customer: string | null
}

/** Of a number that is typed with fewer, so many customers share that it is left to the words. */
const digitsLeast = 5
/** Customers whose numbers end with what was typed; with more of them it says too little. */
const endingsMost = 20
/** How long is looked for before what was found is answered: who types waits for it, and so does what else is asked. */
const forMs = 8

/** Finds among everything that was ever said: what the call `find` answers. */
export function finder(db: Db, messagesOf: (seqs: number[]) => Message[]) {
  const all = people(db)
  const runs = db.prepare<[], { id: number; name: string }>('SELECT id, name FROM runs ORDER BY id DESC')
  const seqsOf = findSeqs(db)
  const labels = filedLabels(db)

  /** Of one question: it is asked by the words, by the people and by a filter. */
  const numbered = new Map<string, Entry[]>()
  function byNumber(forms: NumberForms): Entry[] {
    const key = JSON.stringify(forms)
    const found = numbered.get(key) ?? all.byNumber(forms)
    numbered.set(key, found)
    return found
  }

  /** Whose name it is, or whose number, whole or from its beginning or end. */
  function byNameOrNumber(typed: string, country: string): Entry[] {
    const numbers = numbersIn(typed.normalize('NFKC'))
    const found = numbers.flatMap(({ digits }) => byNumber(numberForms(digits, country)))
    return [...new Set([...found, ...all.byName(typed)])]
  }

  const runsNamed = (name: string) => {
    const isMeant = nameTest(name)
    return isMeant === null ? [] : runs.all().filter((run) => isMeant(foldName(run.name)))
  }

  /** Numbers in what was typed, as the index has them: from the country's code on, or whole where only an end was typed. */
  function spellings(words: string, country: string): OtherSpelling[] {
    return numbersIn(words).flatMap(({ digits, start, end }) => {
      const forms = numberForms(digits, country)
      const beginnings = forms.beginnings.filter((each) => each.length >= digitsLeast).map((each) => `"${each}" *`)
      const whole = byNumber(forms).filter(({ customer }) =>
        forms.endings.some((each) => each.length >= digitsLeast && customer.endsWith(each)),
      )
      const endings = whole.length > endingsMost ? [] : whole.map(({ customer }) => `"${customer}"`)
      return [{ start, end, words: [...beginnings, ...endings] }]
    })
  }

  function wantedOf({ words, filters, country, before, customer }: FindRequest): {
    wanted: Wanted
    understood: FoundFilter[]
  } {
    const typed = words.normalize('NFKC')
    const wanted: Wanted = {
      match: searchQueryOr(typed, spellings(typed, country)),
      customers: null,
      runs: null,
      options: null,
      reasons: null,
      from: null,
      until: null,
      before: before ?? Number.MAX_SAFE_INTEGER,
    }
    const understood = filters.map((filter) => ({ ...filter, matches: narrow(wanted, filter, country) }))
    if (customer !== null) wanted.customers = [customer]
    return { wanted, understood }
  }

  /** @returns how many of that name there are */
  function narrow(wanted: Wanted, { kind, value, day }: FindFilter, country: string): number | null {
    switch (kind) {
      case 'person': {
        const found = byNameOrNumber(value, country).map(({ customer }) => customer)
        wanted.customers = [...new Set([...(wanted.customers ?? []), ...found])]
        return found.length
      }
      case 'run': {
        const found = runsNamed(value).map(({ id }) => id)
        wanted.runs = [...new Set([...(wanted.runs ?? []), ...found])]
        return found.length
      }
      case 'option': {
        const { digits, labels: names } = wanted.options ?? { digits: [], labels: [] }
        const found = isDigit(value) ? [] : labels(value)
        wanted.options = {
          digits: isDigit(value) ? [...digits, value] : digits,
          labels: [...new Set([...names, ...found])],
        }
        return isDigit(value) ? null : found.length
      }
      case 'failed':
        wanted.reasons = [...(wanted.reasons ?? []), value.toLowerCase()]
        return null
      case 'from':
        wanted.from = Math.max(wanted.from ?? 0, midnight(day))
        return null
      case 'before':
        wanted.until = Math.min(wanted.until ?? Number.MAX_SAFE_INTEGER, midnight(day))
        return null
    }
  }

  function peopleFor({ words, filters, country, before, customer }: FindRequest): FoundPerson[] {
    if (before !== null || customer !== null) return []
    if (words === '' && filters.length > 0) return []
    const found = words === '' ? all.heardOf() : byNameOrNumber(words, country)
    return newestOf(found, peopleMost).map(all.told).map(toPerson)
  }

  return (request: FindRequest): Found => {
    all.readOn(request.cast)
    numbered.clear()
    const { wanted, understood } = wantedOf(request)
    // What has no letter and no digit is no word: alone it finds nothing, beside a filter it takes nothing away.
    const isNothing = wanted.match === null && understood.length === 0
    const { seqs, next } = isNothing ? { seqs: [], next: null } : seqsOf(wanted, request.limit, forMs)
    const messages = messagesOf(seqs).reverse()
    const names: Found['names'] = {}
    for (const { customer } of messages) {
      const name = all.nameOf(customer)
      if (name !== null) names[customer] = name
    }
    return { messages, next, people: peopleFor(request), names, filters: understood }
  }
}

const midnight = (day: string | null): number => (day === null ? 0 : new Date(`${day}T00:00:00`).getTime())

const toPerson = ({ customer, name, texts, lastAt }: PersonFound): FoundPerson => ({
  customer,
  name,
  texts,
  lastAt: lastAt === null ? null : new Date(lastAt).toISOString(),
})
