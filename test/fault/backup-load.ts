import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { backupPath } from '../../src/main/store/backups.ts'
import type { DeskProcess } from '../support/processes.ts'
import { post } from './damages.ts'

/** Fewer than the connections that the desk leaves open. */
const mostAtOnce = 40

/** Webhooks at a rate, as far as the desk keeps up. Those that were answered 200, in the order of their answers. */
export function webhooksAtRate(running: DeskProcess, perSecond: number) {
  const answered: string[] = []
  const tookMs: number[] = []
  const handed: Promise<void>[] = []
  let refused = 0
  const began = performance.now()
  let underWay = 0
  const one = async (id: string) => {
    const sent = performance.now()
    underWay += 1
    const status = await post(running.ready.inbound, id).then(
      (response) => response.status,
      () => 0,
    )
    underWay -= 1
    tookMs.push(performance.now() - sent)
    if (status === 200) answered.push(id)
    else refused += 1
  }
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (handed.length < due && underWay < mostAtOnce) handed.push(one(`load-${handed.length}`))
  }, 5)
  return {
    answered,
    /** Twice is as good as once. */
    stop: async () => {
      clearInterval(timer)
      await Promise.all(handed)
      const sorted = tookMs.toSorted((one, other) => one - other)
      return { answered: answered.length, refused, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0 }
    },
  }
}

/** What a copy holds, and whether it passes; read by a connection of the test's own. */
export function lookInto(path: string, answered: readonly string[]) {
  const db = new Database(path, { readonly: true })
  try {
    const ids = new Set(db.prepare('SELECT provider_id FROM inbound_ids').pluck().all() as string[])
    return {
      missing: answered.filter((id) => !ids.has(id)).length,
      integrity: db.pragma('integrity_check', { simple: true }),
      foreignKeys: (db.pragma('foreign_key_check') as unknown[]).length,
    }
  } finally {
    db.close()
  }
}

/** Makes one through the API. @returns what of the replies answered before that is missing in it */
export async function backUp(running: DeskProcess, answered: readonly string[]) {
  const before = [...answered]
  const made = await running.desk.makeBackup({})
  if (!made.ok || made.value.backup === null) throw new Error(JSON.stringify(made))
  return { ...lookInto(backupPath(join(running.folder, 'live'), made.value.backup.id), before), held: before.length }
}

/** What a person would do: the database's file alone, while it is written. */
export function copyByHand(running: DeskProcess, answered: readonly string[], to: string) {
  const before = [...answered]
  copyFileSync(join(running.folder, 'live', 'desk.db'), to)
  return lookInto(to, before)
}
