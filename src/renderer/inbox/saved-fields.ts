import type { Person, SavedReply } from '../../shared/thread.ts'

const hole = /\{([^{}\n]{1,40})\}/g

/** Whatever is known of a person, by the names that a saved reply may use. */
export function fieldsOf(person: Person | null, name: string | null): ReadonlyMap<string, string> {
  const about = Object.entries(person?.outcomes[0]?.about ?? {}).filter(([, value]) => value.trim() !== '')
  const fields = new Map(about.map(([column, value]) => [column.toLowerCase(), value]))
  if (name !== null) fields.set('name', name)
  return fields
}

/** @returns the text as it would be sent, and which names nothing is known for: those stand in it as they were written */
export function fillReply(text: string, fields: ReadonlyMap<string, string>): { text: string; gaps: string[] } {
  const gaps = new Set<string>()
  const filled = text.replace(hole, (whole, name: string) => {
    const value = fields.get(name.trim().toLowerCase())
    if (value === undefined) gaps.add(name)
    return value ?? whole
  })
  return { text: filled, gaps: [...gaps] }
}

export interface Slash {
  /** Where the "/" stands. */
  at: number
  query: string
}

/** A "/" at the beginning or after a space, and what was typed after it up to the caret. */
export function slashAt(text: string, caret: number): Slash | null {
  const before = text.slice(0, caret)
  const at = before.lastIndexOf('/')
  if (at === -1 || (at > 0 && !/\s/.test(before[at - 1] ?? ''))) return null
  const query = before.slice(at + 1)
  return /[\n/]/.test(query) || query.startsWith(' ') || query.length > 40 ? null : { at, query }
}

/** Those whose name has the words, the ones that begin with them first; then those that say them. */
export function findReplies(replies: readonly SavedReply[], query: string): SavedReply[] {
  const wanted = query.trim().toLowerCase()
  const rank = ({ name, text }: SavedReply) => {
    const named = name.toLowerCase()
    if (named.startsWith(wanted)) return 0
    if (named.includes(wanted)) return 1
    return text.toLowerCase().includes(wanted) ? 2 : 3
  }
  return replies.filter((reply) => rank(reply) < 3).toSorted((one, other) => rank(one) - rank(other))
}
