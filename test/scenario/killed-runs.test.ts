import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asked, killedInSecondTexts, look, secondsOf, settleGaps, timesSent, twice } from '../support/late-run-story.ts'
import { inFile, pass } from '../support/passed-time.ts'
import { eventually } from '../support/processes.ts'
import { atItsBeginning, killedRun, openRunStory, phases, type RunStory } from '../support/run-story.ts'

/** Phases that a run comes to in the end, or waits in. At its beginning: runs.test.ts; after a stop: killed-stop.test.ts. */
const count = 30
/** Who has neither answered nor opted out. */
const silent = count - 2

let story: RunStory
beforeEach(async () => {
  story = await openRunStory()
  await story.fast()
})
afterEach(() => story.end())

const state = async () => (await story.look()).run

describe('a desk that is killed', { timeout: 90_000 }, () => {
  test.each(phases.filter(({ phase, stopped }) => !atItsBeginning.has(phase) && stopped === undefined))(
    'during $phase asks before it goes on, and texts nobody twice',
    (phase) => killedRun(story, phase, count),
  )

  test('before the time of a run that is planned has it planned, and asks once the time has passed without it', async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString()
    expect(await story.make(count, { startsAt })).toMatchObject({ ok: true })
    await story.kill()
    await story.start()
    expect(await state()).toMatchObject({ state: 'held', why: null, startsAt })
    await story.kill()
    pass(story, 61)
    await story.start()
    expect(await state()).toMatchObject({ state: 'paused', why: 'restart', outcomes: { 'not-sent': count } })
    await look(story)
    expect(await timesSent(story)).toEqual(new Map())
    await story.desk.resumeRun({ runId: 'run1' })
    await eventually(
      async () => expect(await state()).toMatchObject({ state: 'done', outcomes: { waiting: count } }),
      40_000,
    )
    expect([...(await timesSent(story)).values()]).toEqual(Array.from({ length: count }, () => 1))
  })

  test('as a run that was planned begins to leave asks before it goes on', async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString()
    expect(await story.make(count, { startsAt })).toMatchObject({ ok: true })
    pass(story, 61)
    await look(story, 10)
    await eventually(async () => expect((await timesSent(story)).size).toBeGreaterThanOrEqual(5), 20_000)
    await story.kill()
    await story.start()
    expect(await state()).toMatchObject({ state: 'paused', why: 'restart' })
    await look(story)
    await story.desk.resumeRun({ runId: 'run1' })
    await eventually(async () => expect((await state()).state).toBe('done'), 40_000)
    const times = await timesSent(story)
    const { unsure } = (await state()).texts
    expect(twice(times)).toEqual([])
    expect(times.size + unsure).toBeGreaterThanOrEqual(count)
  })

  test('while second texts leave sends the others theirs, and nobody a third', async () => {
    await killedInSecondTexts(story, count)
    await story.start()
    await look(story)
    // What was leaving in that moment is of unknown fate, and never repeated.
    await eventually(async () => {
      const { messages } = await outbound()
      expect(messages.filter(({ state: each }) => each === 'queued' || each === 'sending')).toEqual([])
      const unknown = messages.filter(({ state: each }) => each === 'unknown').map(({ customer }) => customer)
      const got = secondsOf(await timesSent(story)).map((what) => what.split(' ')[0])
      expect(new Set([...got, ...unknown]).size).toBe(silent)
    }, 30_000)
    expect(twice(await timesSent(story))).toEqual([])
    expect(await state()).toMatchObject({ state: 'done', chase: { second: { done: 'done', customers: silent } } })
  })

  test('as silence is taken for the answer takes it once, of those who are silent, and texts nobody', async () => {
    await asked(story, count)
    pass(story, 32)
    await look(story)
    await eventually(async () => expect(secondsOf(await timesSent(story))).toHaveLength(silent), 20_000)
    await eventually(async () => expect((await state()).chase?.second.done).toBe('done'))
    const before = await timesSent(story)
    pass(story, 31)
    void look(story).catch(() => null)
    await story.kill()
    await story.start()
    // Whoever wrote while it was off may have answered: before that is known nothing is taken for granted.
    settleGaps(story)
    await look(story)
    await eventually(async () => {
      settleGaps(story)
      expect((await state()).defaulted).toBe(silent)
    }, 30_000)
    expect(await state()).toMatchObject({
      outcomes: { option: silent + 1, 'opted-out': 1, waiting: 0 },
      chosen: { 1: 1, 3: silent },
    })
    expect(await timesSent(story)).toEqual(before)
  })

  test('control: and has forgotten whom it texted once more, texts them a third time', async () => {
    await killedInSecondTexts(story, count)
    inFile(story, (db) => {
      db.exec('UPDATE runs SET chase_done = NULL; UPDATE run_rows SET chased_at = NULL')
      db.exec("UPDATE messages SET submission = seq WHERE submission = 'run-1-chase'")
    })
    await story.start()
    await eventually(async () => {
      settleGaps(story)
      await look(story)
      expect(twice(await timesSent(story))).not.toEqual([])
    }, 30_000)
  })
})

async function outbound() {
  const listed = await story.desk.listMessages({ direction: 'outbound', limit: 200 })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value
}
