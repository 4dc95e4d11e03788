import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Message } from '../../src/shared/message.ts'
import type { DeskProcess, PretendProcess } from '../support/processes.ts'

// What the fault tests compare with each other. None of it asks the code under test about itself, but for what its API
// shows: the pretend Vonage's own file, and the database read by a connection of the test's own.

/** The provider's ids of all replies in the file, one entry a row, and what SQLite says of the file's pages. */
export function storedReplies(folder: string): { ids: string[]; integrity: unknown } {
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  try {
    const rows = db.prepare("SELECT provider_ids FROM messages WHERE direction = 'inbound'").pluck().all() as string[]
    return {
      ids: rows.flatMap((ids) => JSON.parse(ids) as string[]),
      integrity: db.pragma('integrity_check', { simple: true }),
    }
  } finally {
    db.close()
  }
}

/** Every message, or those of one customer, over the API's pages. */
export async function allMessages(
  desk: DeskProcess['desk'],
  direction: 'inbound' | 'outbound',
  customer?: string,
): Promise<Message[]> {
  const all: Message[] = []
  const of = customer === undefined ? {} : { customer }
  for (;;) {
    const before = all.at(-1)?.seq
    const page = await desk.listMessages({ limit: 200, direction, ...of, ...(before === undefined ? {} : { before }) })
    if (!page.ok) throw new Error(page.problem.text)
    if (page.value.messages.length === 0) return all
    all.push(...page.value.messages)
  }
}

/** What is there more than once. */
export const doubled = (values: Iterable<string>): string[] => {
  const seen = new Set<string>()
  return [...values].filter((value) => seen.size === seen.add(value).size)
}

/** A random moment, which is what the test is about. */
export const moment = (fromMs: number, toMs: number) =>
  new Promise((resolve) => setTimeout(resolve, fromMs + Math.random() * (toMs - fromMs)))

/** Customers text at this rate whatever becomes of it, until told to stop. @returns how many texts were begun */
export function textsAtRate(vonage: PretendProcess, perSecond: number): () => Promise<number> {
  const began = performance.now()
  const handed: Promise<unknown>[] = []
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (handed.length < due) {
      const from = `447700900${String(handed.length % 1000).padStart(3, '0')}`
      handed.push(vonage.text({ from, text: `reply ${handed.length}` }))
    }
  }, 5)
  return async () => {
    clearInterval(timer)
    await Promise.all(handed)
    return handed.length
  }
}
