import { expect, test } from 'vitest'
import { makeRunStore, type RunStoreNeeds } from '../../../src/renderer/runs/run-store.ts'
import type { DeskEvents } from '../../../src/shared/desk-api.ts'
import { done, refused } from '../../../src/shared/result.ts'
import type { Run, RunRow } from '../../../src/shared/run.ts'
import { inbound } from '../messages.ts'
import { aRow, aRun, saying } from './runs.ts'

type Listener = (data: DeskEvents['run'], seq: number) => void

/** The desk's side: runs that can be asked for, events, and answers that wait until they are let go. */
function openRuns(runs: Run[] = [], rows: RunRow[] = []) {
  const listeners = new Set<Listener>()
  let gate: Promise<void> = Promise.resolve()
  const asked: string[] = []
  const moved = async (call: string, runId: string) => {
    asked.push(`${call} ${runId}`)
    const run = runs.find(({ id }) => id === runId)
    const answer = structuredClone(run === undefined ? refused('no-such-run', 'No such run.') : done({ run }))
    await gate
    return answer
  }
  const rowsAfter = (runId: string, place: number) => rows.filter((row) => row.runId === runId && row.place > place)
  const desk: RunStoreNeeds['desk'] = {
    listRuns: async () => {
      asked.push('listRuns')
      const answer = structuredClone(done({ runs: runs.toReversed() }))
      await gate
      return answer
    },
    getRun: async ({ runId, after = 0, limit = 100 }) => {
      asked.push(`getRun ${runId}`)
      const run = runs.find(({ id }) => id === runId)
      const answer = structuredClone(
        run === undefined
          ? refused('no-such-run', 'No such run.')
          : done({ run, rows: rowsAfter(runId, after).slice(0, limit), more: rowsAfter(runId, after).length > limit }),
      )
      await gate
      return answer
    },
    pauseRun: ({ runId }) => moved('pauseRun', runId),
    resumeRun: ({ runId }) => moved('resumeRun', runId),
    stopRun: ({ runId }) => moved('stopRun', runId),
    discardRun: ({ runId }) => moved('discardRun', runId),
    rescheduleRun: ({ runId }) => moved('rescheduleRun', runId),
    leaveOutChase: ({ runId }) => moved('leaveOutChase', runId),
    settleRow: ({ runId, place, as }) => moved(`settleRow ${place} ${as}`, runId),
    retryRows: async ({ runId, places }) => {
      const answer = await moved(`retryRows ${places.join()}`, runId)
      return answer.ok ? done({ ...answer.value, marked: places.length }) : answer
    },
    exportRun: async ({ runId, since }) => {
      asked.push(`exportRun ${runId} ${since}`)
      return refused('no-such-run', 'No such run.')
    },
    takeExport: ({ runId, exportId }) => moved(`takeExport ${exportId}`, runId),
    listMessages: async ({ before = 1 }) => done({ messages: before > 7 ? [inbound(7)] : [] }),
    on: (name, listener) => {
      if (name === 'run') listeners.add(listener as unknown as Listener)
      return () => listeners.delete(listener as unknown as Listener)
    },
  }
  const store = makeRunStore({ desk })
  return {
    store,
    runs,
    rows,
    asked,
    listeners,
    /** Tells the window, and keeps it for the next question. */
    happen: (run: Run, changed: RunRow[] = []) => {
      const at = runs.findIndex(({ id }) => id === run.id)
      if (at === -1) runs.push(run)
      else runs[at] = run
      for (const row of changed) {
        const there = rows.findIndex(({ runId, place }) => runId === row.runId && place === row.place)
        if (there === -1) rows.push(row)
        else rows[there] = row
      }
      for (const listener of listeners) listener(structuredClone([{ run, rows: changed }]), 1)
    },
    pause: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    ids: () => store.getSnapshot().runs.map(({ id }) => id),
    outcomes: () => store.getSnapshot().open?.rows.map(({ outcome }) => outcome),
    settled: async () => {
      while (store.getSnapshot().loading) await Promise.resolve()
    },
  }
}

test('what happens while the list is on its way is neither lost nor doubled, newest first', async () => {
  const desk = openRuns([aRun(1), aRun(2)])
  const answer = desk.pause()
  desk.store.start()
  expect(desk.listeners.size).toBe(1)
  desk.happen(aRun(10))
  desk.happen(aRun(1, { state: 'done' }))
  answer()
  await desk.settled()
  expect(desk.ids()).toEqual(['run10', 'run2', 'run1'])
  expect(desk.store.getSnapshot().runs[2]?.state).toBe('done')
})

test('a row that was heard of while its run was on its way outlives the older answer', async () => {
  const desk = openRuns([aRun(1)], [aRow(1), aRow(2)])
  desk.store.start()
  await desk.settled()
  const answer = desk.pause()
  const opened = desk.store.open('run1')
  desk.happen(aRun(1, { state: 'done' }), [aRow(2, { outcome: 'option', option: '2' })])
  expect(desk.store.getSnapshot().open).toBeNull()
  answer()
  await opened
  expect(desk.outcomes()).toEqual(['waiting', 'option'])
  expect(desk.store.getSnapshot().open?.run.state).toBe('done')
})

test('a long run comes in parts, and what is heard meanwhile of any of them stands', async () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => aRow(index + 1))
  const desk = openRuns([aRun(1)], rows)
  desk.store.start()
  const answer = desk.pause()
  const opening = desk.store.open('run1')
  desk.happen(aRun(1), [aRow(7, { outcome: 'option', option: '2' })])
  answer()
  await opening
  const shown = desk.store.getSnapshot().open?.rows ?? []
  expect(shown.map(({ place }) => place)).toEqual(rows.map(({ place }) => place))
  expect(shown[6]).toMatchObject({ outcome: 'option' })
  expect(desk.asked.filter((each) => each.startsWith('getRun'))).toHaveLength(3)
})

test('changes are put in by place; rows that did not change keep their identity', async () => {
  const desk = openRuns([aRun(1), aRun(2)], [aRow(1), aRow(2), aRow(3)])
  desk.store.start()
  await desk.store.open('run1')
  const before = desk.store.getSnapshot().open?.rows
  desk.happen(aRun(1), [aRow(2, { outcome: 'person', ...saying(2, 1) })])
  const after = desk.store.getSnapshot().open?.rows
  expect(desk.outcomes()).toEqual(['waiting', 'person', 'waiting'])
  expect(after?.[0]).toBe(before?.[0])
  expect(after?.[2]).toBe(before?.[2])
  desk.happen(aRun(2), [aRow(1, { runId: 'run2', outcome: 'settled' })])
  expect(desk.outcomes()).toEqual(['waiting', 'person', 'waiting'])
})

test('a card that changes its lane fades in; one whose text was only delivered does not, nor does a crowd', async () => {
  const desk = openRuns(
    [aRun(1)],
    Array.from({ length: 10 }, (_, index) => aRow(index + 1)),
  )
  desk.store.start()
  await desk.store.open('run1')
  const fresh = () => [...desk.store.getSnapshot().fresh]
  desk.happen(aRun(1), [aRow(1, { outcome: 'option', option: '1' })])
  expect(fresh()).toEqual([1])
  desk.happen(aRun(1), [
    aRow(2, { text: { messageId: 'm2', state: 'delivered', at: '', problem: null, problemCode: null } }),
  ])
  expect(fresh()).toEqual([])
  desk.happen(
    aRun(1),
    Array.from({ length: 8 }, (_, index) => aRow(index + 3, { outcome: 'person' })),
  )
  expect(fresh()).toEqual([])
})

test('of two runs opened one after the other the last one is shown, however late the first answer comes', async () => {
  const desk = openRuns([aRun(1), aRun(2)], [aRow(1), aRow(1, { runId: 'run2' })])
  desk.store.start()
  await desk.settled()
  const answerFirst = desk.pause()
  const first = desk.store.open('run1')
  desk.pause()()
  await desk.store.open('run2')
  answerFirst()
  await first
  expect(desk.store.getSnapshot().open?.run.id).toBe('run2')
  desk.store.close()
  expect(desk.store.getSnapshot().open).toBeNull()
})

test('a run that is closed before it has come stays closed', async () => {
  const desk = openRuns([aRun(1)], [aRow(1)])
  desk.store.start()
  const answer = desk.pause()
  const opened = desk.store.open('run1')
  desk.store.close()
  answer()
  await opened
  expect(desk.store.getSnapshot().open).toBeNull()
})

test('after missed events the list and the open run are asked for again, and stay on screen until then', async () => {
  const desk = openRuns([aRun(1)], [aRow(1)])
  desk.store.start()
  await desk.store.open('run1')
  desk.runs[0] = aRun(1, { state: 'paused', why: 'restart' })
  desk.rows[0] = aRow(1, { outcome: 'unreachable' })
  const answer = desk.pause()
  const reloaded = desk.store.reload()
  expect(desk.outcomes()).toEqual(['waiting'])
  answer()
  await reloaded
  expect(desk.outcomes()).toEqual(['unreachable'])
  expect(desk.store.getSnapshot().runs[0]?.why).toBe('restart')
})

test('an answer to our own call shows at once, but not over what was heard meanwhile', async () => {
  const desk = openRuns([aRun(1)], [aRow(1)])
  desk.store.start()
  await desk.store.open('run1')
  desk.runs[0] = aRun(1, { state: 'paused', why: 'person' })
  await desk.store.pause('run1')
  expect(desk.store.getSnapshot().open?.run.state).toBe('paused')
  const answer = desk.pause()
  const stopped = desk.store.stop('run1')
  desk.happen(aRun(1, { state: 'done' }))
  answer()
  await stopped
  expect(desk.store.getSnapshot().open?.run.state).toBe('done')
  expect(desk.store.getSnapshot().runs[0]?.state).toBe('done')
  await desk.store.settle('run1', 1, 'rang', 7)
  expect(desk.asked.slice(-3)).toEqual(['pauseRun run1', 'stopRun run1', 'settleRow 1 rang run1'])
})

test('a run that is not there says so, and the next one that is opened takes it back', async () => {
  const desk = openRuns([aRun(1)], [aRow(1)])
  desk.store.start()
  await desk.settled()
  await desk.store.open('run9')
  expect(desk.store.getSnapshot()).toMatchObject({ open: null, problem: { code: 'no-such-run' } })
  await desk.store.open('run1')
  expect(desk.store.getSnapshot()).toMatchObject({ open: { run: { id: 'run1' } }, problem: null })
})

test('options that say the same are the same array after every event, so that no line is drawn again; others are not', async () => {
  const { store, happen } = openRuns([aRun(1)], [aRow(1), aRow(2)])
  store.start()
  await store.open('run1')
  const before = store.getSnapshot().open
  happen(aRun(1, { chosen: { 1: 1, 2: 0, 3: 0 } }), [aRow(1, { outcome: 'option', option: '1' })])
  await store.pause('run1')
  const after = store.getSnapshot().open
  expect(after?.run).not.toBe(before?.run)
  expect(after?.run.options).toBe(before?.run.options)
  expect(after?.rows[0]).not.toBe(before?.rows[0])
  expect(after?.rows[1]).toBe(before?.rows[1])
  happen(aRun(1, { options: [{ digit: '1', label: 'tomorrow', date: null }] }))
  expect(store.getSnapshot().open?.run.options).toHaveLength(1)
})

test('the reply that a card tells of is had with all that it can be filed as, and no other in its place', async () => {
  const { store } = openRuns()
  expect((await store.reply('m7'))?.id).toBe('m7')
  expect(await store.reply('m9')).toBeNull()
  expect(await store.reply('m2')).toBeNull()
})
