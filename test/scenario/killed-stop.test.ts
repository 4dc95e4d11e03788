import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { look } from '../support/late-run-story.ts'
import { inFile } from '../support/passed-time.ts'
import { eventually } from '../support/processes.ts'
import { madeNow, openRunStory, type RunStory } from '../support/run-story.ts'

/** Enough of them are left for each stop. */
const count = 60

let story: RunStory
beforeEach(async () => {
  story = await openRunStory()
  await story.fast()
})
afterEach(() => story.end())

const state = async () => (await story.look()).run

/** Some have left, the others leave one after the other. */
async function underWay() {
  await look(story, 20)
  const before = (await story.texted()).length
  await eventually(async () => expect((await story.texted()).length).toBeGreaterThanOrEqual(before + 6), 20_000)
}
async function stoppedAndKilled() {
  await madeNow(story, count)
  await underWay()
  expect(await story.desk.stopRun({ runId: 'run1' })).toMatchObject({ ok: true, value: { run: { state: 'stopped' } } })
  await story.kill()
  await story.start()
}
/** However often it is asked to look. */
async function nothingLeaves() {
  const before = await story.texted()
  await look(story)
  await pause(600)
  expect(await story.texted()).toEqual(before)
}
/** By the provider's own record nobody was texted twice. */
async function once() {
  const all = await story.texted()
  expect(all.toSorted()).toEqual([...new Set(all)].toSorted())
}
/** Whom the provider was asked to text, and of whom nobody knows since it was killed. */
async function reached() {
  const { rows } = await story.look()
  const unknown = rows.filter(({ text }) => text?.state === 'unknown').map(({ customer }) => String(customer))
  return new Set([...(await story.texted()), ...unknown])
}

describe('a desk that is killed after a stop', { timeout: 90_000 }, () => {
  test('has it stopped, however often, and what is sent after all is sent once', async () => {
    await stoppedAndKilled()
    expect(await state()).toMatchObject({ state: 'stopped', why: null })
    await nothingLeaves()
    await story.kill()
    await story.start()
    expect(await state()).toMatchObject({ state: 'stopped', why: null })
    await nothingLeaves()
    expect((await reached()).size).toBeLessThan(count)
    expect(await story.desk.resumeRun({ runId: 'run1' })).toMatchObject({ ok: true })
    await eventually(async () => expect(await state()).toMatchObject({ state: 'done', outcomes: { 'not-sent': 0 } }))
    // The last of them may be leaving yet.
    await eventually(async () => expect((await reached()).size).toBe(count))
    await once()
  })

  test('can have the rest thrown away, which never leaves, nor after another kill', async () => {
    await stoppedAndKilled()
    const before = await story.texted()
    expect(await story.desk.discardRun({ runId: 'run1' })).toMatchObject({ ok: true })
    await story.kill()
    await story.start()
    await nothingLeaves()
    expect(await story.texted()).toEqual(before)
    await once()
    const left = (await reached()).size
    expect(left).toBeLessThan(count)
    const run = await state()
    expect(run).toMatchObject({ state: 'done', outcomes: { 'not-sent': count - left }, dropped: count - left })
    expect(await story.desk.resumeRun({ runId: 'run1' })).toMatchObject({ ok: false, problem: { code: 'run-not-now' } })
  })

  test('in the very moment in which it is pressed is stopped or asks, and texts nobody twice', async () => {
    await madeNow(story, count)
    for (const ms of [0, 4, 12]) {
      await underWay()
      const pressed = story.desk.stopRun({ runId: 'run1' }).catch(() => null)
      await pause(ms)
      await story.kill()
      await pressed
      await story.start()
      const { state: is, why } = await state()
      expect(['stopped null', 'paused restart']).toContain(`${is} ${why}`)
      await nothingLeaves()
      await story.desk.resumeRun({ runId: 'run1' })
    }
    await story.fast()
    await eventually(async () => expect(await state()).toMatchObject({ state: 'done', outcomes: { 'not-sent': 0 } }))
    // The last of them may be leaving yet.
    await eventually(async () => expect((await reached()).size).toBe(count))
    await once()
  })

  test('control: and has forgotten it and whom it had texted, texts them again, and nobody has said so', async () => {
    await stoppedAndKilled()
    inFile(story, (db) => {
      db.exec("UPDATE run_rows SET state = 'planned', message = NULL, notice = NULL WHERE state = 'queued'")
      db.exec(
        "UPDATE messages SET submission = seq; UPDATE notices SET state = 'closed'; UPDATE runs SET state = 'sending'",
      )
    })
    await expect(nothingLeaves()).rejects.toThrow('to deeply equal')
    await eventually(() => expect(once()).rejects.toThrow('to deeply equal'))
  })
})
