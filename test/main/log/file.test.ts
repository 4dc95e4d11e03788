import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type LogFile, openLogFile } from '../../../src/main/log/file.ts'
import { mountSmallDisk, smallDiskMissing } from '../../fault/small-disk.ts'
import { eventually } from '../../support/processes.ts'
import { freshFolder } from '../../support/store.ts'

const dayMs = 86_400_000
const quick = { writeMs: 5, againMs: 20, ageMs: 1e9 }

function open(over: Partial<Parameters<typeof openLogFile>[0]> = {}) {
  const folder = join(freshFolder('log-file'), 'logs')
  const lost: number[] = []
  const file: LogFile = openLogFile({
    folder,
    now: Date.now,
    clock: () => performance.now(),
    onLost: (lines) => void lost.push(lines),
    ...over,
    limits: { ...quick, ...over.limits },
  })
  onTestFinished(() => file.close())
  return { file, lost, folder: over.folder ?? folder }
}
const line = (number: number) => `${String(number).padStart(9, '0')}\n`
const text = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .reverse()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')

test('lines go on in the next file when one is full; of the files the oldest goes, and none is larger than it may be', async () => {
  const { file, folder } = open({ limits: { fileBytes: 100, files: 3 } })
  for (let number = 0; number < 60; number += 1) {
    file.write(line(number))
    if (number % 5 === 4) await eventually(() => expect(text(folder)).toContain(line(number)))
  }
  await file.close()
  // desk.log sorts after desk.1.log and desk.2.log.
  expect(readdirSync(folder).toSorted()).toEqual(['desk.1.log', 'desk.2.log', 'desk.log'])
  for (const name of readdirSync(folder)) {
    const { size, mode } = statSync(join(folder, name))
    expect(size).toBeLessThanOrEqual(100)
    expect(mode & 0o777).toBe(0o600)
  }
  const kept = ['desk.2.log', 'desk.1.log', 'desk.log'].map((name) => readFileSync(join(folder, name), 'utf8')).join('')
  const numbers = kept.trimEnd().split('\n').map(Number)
  expect(numbers.length).toBeGreaterThanOrEqual(20)
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 60 - numbers.length + index))
})

describe('age', () => {
  const at = (ms: number) => `{"level":"info","time":"${new Date(ms).toISOString()}","event":"x"}\n`
  const today = Date.UTC(2026, 10, 22)
  /** A folder with a file of each age, and a log over it that looks at ages as fast as it can. */
  async function aged(needs: { now: () => number; clock: () => number; daysAgo: number[] }) {
    const folder = join(freshFolder('log-file'), 'logs')
    mkdirSync(folder)
    for (const [index, days] of needs.daysAgo.entries()) {
      const path = join(folder, index === 0 ? 'desk.log' : `desk.${index}.log`)
      writeFileSync(path, at(today - days * dayMs))
      const changed = (today - (days - 0.5) * dayMs) / 1000
      utimesSync(path, changed, changed)
    }
    let looks = 0
    const clock = () => {
      looks += 1
      return needs.clock()
    }
    open({ folder, now: needs.now, clock, limits: { ageMs: 20 } })
    await eventually(() => expect(looks).toBeGreaterThan(4))
    return readdirSync(folder).toSorted()
  }

  test('what is older than 14 days goes, and a file that was begun days ago is not written to any more', async () => {
    const steady = () => performance.now()
    const began = steady()
    const now = () => today + (steady() - began)
    expect(await aged({ now, clock: steady, daysAgo: [1, 5, 13, 15, 40] })).toEqual([
      'desk.1.log',
      'desk.2.log',
      'desk.log',
    ])
    expect(await aged({ now, clock: steady, daysAgo: [4] })).toEqual(['desk.1.log'])
  })

  test.each([
    { name: 'that leaps', now: () => today + 400 * dayMs * Math.random() },
    { name: 'that was ahead, so that a file is of a time to come', now: () => today - 300 * dayMs },
  ])('a clock $name deletes nothing', async ({ now }) => {
    expect(await aged({ now, clock: () => 0, daysAgo: [1, 5, 13, 15, 40] })).toHaveLength(5)
  })
})

test('lines wait while the folder cannot be written, in order; beyond the limit they are dropped, counted, and told once', async () => {
  const folder = join(freshFolder('log-file'), 'logs')
  writeFileSync(folder, 'a file where the folder should be')
  const { file, lost } = open({ folder, limits: { waitingBytes: 100 } })
  for (let number = 0; number < 30; number += 1) file.write(line(number))
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(lost).toEqual([])
  rmSync(folder)
  await eventually(() => expect(lost).toEqual([20]))
  file.write(line(30))
  await file.close()
  expect(lost).toEqual([20])
  expect(text(folder)).toBe([...Array.from({ length: 10 }, (_, number) => line(number)), line(30)].join(''))
})

const missing = smallDiskMissing()
test.skipIf(missing !== null)('a disk that is full costs lines beyond the limit, and no line is torn', async () => {
  const disk = mountSmallDisk(1)
  onTestFinished(disk.close)
  const folder = join(disk.folder, 'logs')
  const { file, lost } = open({ folder, limits: { waitingBytes: 1000 } })
  file.write(line(0))
  await eventually(() => expect(text(folder)).toBe(line(0)))
  disk.fill()
  // More than what is left of the last page.
  let number = 1
  for (let round = 0; round < 60; round += 1) {
    for (const until = number + 20; number < until; number += 1) file.write(line(number))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(lost).toEqual([])
  disk.free()
  await eventually(() => expect(lost).toHaveLength(1))
  await file.close()
  const lines = text(folder).trimEnd().split('\n')
  expect(lines.filter((each) => !/^\d{9}$/.test(each))).toEqual([])
  expect(lines.map(Number)).toEqual(lines.map(Number).toSorted((one, other) => one - other))
  expect(lines.length + (lost[0] ?? 0)).toBe(number)
})
