import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { customers, type Line, type Phase, phases, readLines } from '../support/run-life.ts'
import { booksOf, endOf, killedAtStep, live } from './killed-runs.ts'

let whole: { folder: string; file: string }
let lines: Line[]
beforeAll(() => {
  whole = live(0)
  lines = readLines(whole.file)
})
/** In the place of which line: one in the middle of a phase. By night it is killed at all of them. */
const stepOf = (phase: Phase): number => {
  const steps = lines.flatMap((line, index) => (line.phase === phase ? [index + 1] : []))
  return steps[Math.floor(steps.length / 2)] ?? 0
}
/** One that the provider has just taken, and the desk does not know it yet. */
const takenAt = () => lines.findIndex(({ phase, took }) => phase === 'the rest' && took !== undefined) + 2

test('left alone, a run comes through all of it: each is asked once', () => {
  const { asked, twice } = booksOf(whole.file)
  expect([asked.size, twice]).toEqual([customers.length, []])
  expect([...new Set(lines.map(({ phase }) => phase))].toSorted()).toEqual([...phases].toSorted())
})

test.each(phases)('killed during %s, all are accounted for, and nobody has anything twice', async (phase) => {
  expect(stepOf(phase)).toBeGreaterThan(0)
  await killedAtStep(stepOf(phase))
})

test('control: a desk that has forgotten what left asks customers twice', async () => {
  const { file } = live(takenAt())
  const before = live(lines.findIndex(({ phase }) => phase === 'the first few'))
  expect((await endOf(before.folder, file)).twice).not.toEqual([])
})

test('control: a desk that sends again what was leaving when it was killed asks customers twice', async () => {
  const { folder, file } = live(takenAt())
  const db = new Database(join(folder, 'desk.db'))
  db.exec("DROP TRIGGER messages_move; UPDATE messages SET state = 'queued' WHERE state = 'sending'")
  db.close()
  expect((await endOf(folder, file)).twice).not.toEqual([])
})
