import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { RunEntry } from '../../shared/run.ts'
import type { RefusedRow, RunHead } from '../store/make-run.ts'
import type { Store } from '../store/store.ts'

/** A run to make. */
export interface RunDraft extends Omit<RunHead, 'body'> {
  entries: RunEntry[]
  /** Of the moment when somebody looked at who was asked already. Nothing of it is kept: said again, it may be a later one. */
  upTo?: number | undefined
  /** The times as they were asked for: said again, they must be the same. */
  asked: { startsAt?: string | undefined; until?: string | undefined }
}

export type MadeRun = { kind: 'made' | 'repeated'; run: number } | { kind: 'other-run' } | RefusedRow

/** Rows a transaction: some milliseconds of the writer, which the replies that come meanwhile wait for. */
const slice = 100

type Writing = Pick<Store, 'write'>

/**
 * Keeps runs with their lists: all of one, or nothing. One at a time: of three requests for the same, the second finds
 * what the first has made.
 *
 * @returns rejects with StoreUnavailable part of the way: asked for again it is gone on with
 */
export function runMaker(needs: { store: Writing; now: () => number }): (draft: RunDraft) => Promise<MadeRun> {
  let last: Promise<unknown> = Promise.resolve()
  return (draft) => {
    const made = last.then(() => makeRun(needs, draft))
    last = made.catch(() => {})
    return made
  }
}

async function makeRun({ store, now }: { store: Writing; now: () => number }, draft: RunDraft): Promise<MadeRun> {
  const { entries, asked, upTo, ...head } = draft
  const body = await digestOf(draft)
  await dropUnmade(store, draft.submissionId)
  const begun = await store.write('beginRun', { ...head, body })
  if (begun.kind === 'other-run') return begun
  const { run } = begun
  if (begun.kind === 'repeated') return { kind: 'repeated', run }
  for (let at = 0; at < entries.length; at += slice) {
    const rows = { run, first: at + 1, entries: entries.slice(at, at + slice), now: now(), upTo }
    const refused = await store.write('addRunRows', rows)
    if (refused === null) continue
    await dropUnmade(store)
    return refused
  }
  await store.write('finishRun', { run, now: now() })
  return { kind: 'made', run }
}

/** Throws away runs that were never whole. To be called at start, too: their customers would count as asked. */
export async function dropUnmade(store: Writing, but = ''): Promise<void> {
  while (await store.write('dropUnmade', { but }));
}

/** The same list with the same times has the same one. In turns with the webhooks, as it may be long. */
async function digestOf({ name, question, entries, asked, chase }: RunDraft): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([name, question, asked, chase]))
  for (let at = 0; at < entries.length; at += slice) {
    hash.update(JSON.stringify(entries.slice(at, at + slice)))
    await setImmediate()
  }
  return hash.digest('base64url')
}
