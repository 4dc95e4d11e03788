import { expect, test } from 'vitest'
import { answerForBoard, boardCalls, forBoard, runOfBoard } from '../../../src/main/electron/board-limits.ts'
import type { DeskEvent } from '../../../src/main/events.ts'
import { callNames } from '../../../src/shared/desk-names.ts'
import type { DeskState } from '../../../src/shared/desk-state.ts'
import type { Message } from '../../../src/shared/message.ts'
import { done, refused } from '../../../src/shared/result.ts'
import type { Run, RunRow } from '../../../src/shared/run.ts'
import type { Thread } from '../../../src/shared/thread.ts'

const page = 'desk://app/'

test.each([
  { url: 'desk://app/#wallboard/run7', run: 'run7' },
  { url: 'desk://app/#wallboard/run0', run: null },
  { url: 'desk://app/#wallboard/run7/x', run: null },
  { url: 'desk://app/#wallboard/', run: null },
  { url: 'desk://app/#setup', run: null },
  { url: 'desk://app/index.html#wallboard/run7', run: null },
  { url: 'desk://app.evil/#wallboard/run7', run: null },
  { url: 'https://evil.example/#wallboard/run7', run: null },
  { url: 'about:blank', run: null },
  { url: '', run: null },
])('$url is the wallboard of $run', ({ url, run }) => {
  expect(runOfBoard(url, page)).toBe(run)
})

test('it may ask how the desk and its runs stand, and nothing else', () => {
  expect(callNames.filter((name) => boardCalls.has(name))).toEqual(['getDesk', 'listRuns'])
  for (const name of [undefined, null, {}, ['getDesk'], 'constructor']) expect(boardCalls.has(name)).toBe(false)
})

test('it hears of runs without their customers, and of no text', () => {
  const run = { id: 'run7' } as Run
  const row = { customer: '447700900123', name: 'Anna Novak' } as RunRow
  const message = { customer: '447700900123', text: 'ring the bell' } as Message
  const events: DeskEvent[] = [
    { name: 'message', data: [message], seq: 1 },
    { name: 'run', data: [{ run, rows: [row] }], seq: 2 },
    { name: 'thread', data: [{ customer: '447700900123', name: 'Anna Novak' } as Thread], seq: 3 },
  ]
  expect(forBoard(events)).toEqual([{ name: 'run', data: [{ run, rows: [] }], seq: 2 }])
  // The window goes on hearing all of it.
  expect(events[1]).toMatchObject({ data: [{ rows: [{ name: 'Anna Novak' }] }] })
})

test('of the desk it is told how replies arrive and what is stopped, by event and by answer, and nothing private', () => {
  const state = {
    mode: 'practice',
    reach: { state: 'unreachable', since: '2026-11-25T08:03:00.000Z', url: 'https://desk.example/secret' },
    stop: { why: 'person', since: '2026-11-25T08:03:00.000Z' },
    savedReplies: [{ id: 'secret', name: 'secret', text: 'secret' }],
    questions: [{ text: 'secret' }],
    takenOver: { at: '', madeAt: '', summary: 'secret' },
    handedOver: { since: '', file: { path: '/home/secret' } },
    backupTrouble: { code: 'failed', text: '/home/secret' },
    account: { key: 'secret' },
    desktop: { notices: [{ title: 'secret', body: 'secret', customer: 'secret' }] },
    practice: { cast: [{ msisdn: 'secret', name: 'secret' }] },
  } as unknown as DeskState
  const [event] = forBoard([{ name: 'desk', data: state, seq: 1 }])
  const told = answerForBoard('getDesk', done(state))
  const { mode, stop } = state
  const seen = { mode, stop, reach: { state: 'unreachable', since: state.reach.since }, takenOver: { summary: '' } }
  expect([event, told]).toMatchObject([{ data: seen }, { value: seen }])
  expect(JSON.stringify([event, told])).not.toContain('secret')
  expect(JSON.stringify(state)).toContain('secret')
  const others = [done({ runs: [] }), refused('failed', 'No.')] as const
  expect(others.map((answer) => answerForBoard('listRuns', answer))).toEqual(others)
  expect(answerForBoard('getDesk', others[1])).toBe(others[1])
})
