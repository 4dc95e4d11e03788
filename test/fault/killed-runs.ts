import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { readRows } from '../../src/main/runs/read-rows.ts'
import { killedAt } from '../support/killed-at.ts'
import { root } from '../support/processes.ts'
import { customers, liveRun, readLines } from '../support/run-life.ts'
import { freshFolder } from '../support/store.ts'

const start = 1_780_000_000_000

/** Lives in a process of its own, which is killed in the place of its step-th line; 0: it comes to its end. */
export function live(step: number): { folder: string; file: string } {
  const folder = join(freshFolder('run-kill'), 'live')
  const file = join(freshFolder('run-kill'), 'lines')
  writeFileSync(file, '')
  const module = JSON.stringify(pathToFileURL(join(root, 'test/support/run-life.ts')).href)
  const work = `
    const { liveRun } = await import(${module})
    const by = { file: ${JSON.stringify(file)}, at: ${start}, upset: true }
    await (await liveRun(${JSON.stringify(folder)}, by)).close()`
  expect(killedAt(step, ['appendFileSync'], work)).toBe(step === 0)
  return { folder, file }
}

/** What was killed is started again, a minute later, and comes to its end. */
export async function endOf(folder: string, file: string) {
  const at = (readLines(file).at(-1)?.at ?? start) + 60_000
  const store = await liveRun(folder, { file, at, upset: false })
  try {
    const run = await store.ask('run', 1)
    if (run === null) throw new Error('There is no run')
    const { rows } = await readRows(store, 1, { after: 0, limit: customers.length })
    return { run, rows, ...booksOf(file) }
  } finally {
    await store.close()
  }
}

/** By what the provider took, not by what the desk believes. */
export function booksOf(file: string) {
  const taken = readLines(file).flatMap(({ took }) => (took === undefined || took.what === 'nothing' ? [] : [took]))
  const asked = new Set(taken.flatMap(({ customer, what }) => (what === 'question' ? [customer] : [])))
  const each = taken.map(({ customer, what }) => `${customer} ${what}`)
  return { asked, twice: each.filter((one, index) => each.indexOf(one) !== index) }
}

/** Killed there and started again, all are accounted for, and nobody has anything twice. */
export async function killedAtStep(step: number): Promise<void> {
  const { folder, file } = live(step)
  const { run, rows, asked, twice } = await endOf(folder, file)
  const what = `step ${step}`
  expect(twice, what).toEqual([])
  expect(
    Object.values(run.outcomes).reduce((sum, each) => sum + each, 0),
    what,
  ).toBe(customers.length)
  const ended = { state: 'done', rows: customers.length, outcomes: { 'not-sent': 0, unreachable: 0 } }
  expect(run, what).toMatchObject(ended)
  // What was leaving in that moment is of unknown fate, and a person's: at most what leaves at once.
  const unknown = rows.filter(({ text }) => text?.state === 'unknown').map(({ customer }) => String(customer))
  expect(unknown.length, what).toBeLessThanOrEqual(3)
  expect(new Set([...asked, ...unknown]).size, what).toBe(customers.length)
}
