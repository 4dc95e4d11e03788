import { expect } from 'vitest'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { allMessages, doubled, moment } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { twice } from './kill-while-sending.ts'

const textsEach = 3
/** The second one's end is told within this long, or in little more than this computer takes to start one at all. */
const endsWithinMs = 1000

/** Starts two desks in one folder at the same moment, again and again, while texts are leaving. */
export async function startTwiceAtOnce(rounds: number, ends: Ends): Promise<void> {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ ratePerSecond: 1000, balance: 10_000 })
  const env = { ...vonage.env, DESK_DATA_DIR: freshFolder() }
  const texts = rounds * textsEach
  await vonage.next(...Array.from({ length: texts }, () => ({ afterMs: Math.round(Math.random() * 400) })))
  const took = { survivor: [] as number[], second: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const start = async () => {
      const started = await startDeskProcess(env).catch((error: Error) => error)
      return { started, tookMs: performance.now() - began }
    }
    const both = await Promise.all([start(), start()])
    const survivors = both.flatMap(({ started }) => (started instanceof Error ? [] : [started]))
    for (const survivor of survivors) ends.push(() => survivor.end('SIGKILL'))
    expect(survivors, both.map(({ started }) => String(started)).join()).toHaveLength(1)
    for (const { started, tookMs } of both) {
      took[started instanceof Error ? 'second' : 'survivor'].push(tookMs)
      if (started instanceof Error)
        expect(started.message).toMatch(/ended with 1: Another Dispatch Desk already works in \S+\. Use its window/)
    }
    const [survivor] = survivors
    for (let text = 0; text < textsEach; text += 1) {
      const words = { submissionId: `${round}-${text}`, to: '+447700900123', text: `Stop ${round}, parcel ${text}` }
      expect(await survivor?.desk.sendSms(words)).toMatchObject({ ok: true })
    }
    await moment(0, 300)
    await survivor?.end(round % 2 === 0 ? 'SIGKILL' : 'SIGTERM')
  }
  const last = await startDeskProcess(env)
  ends.push(() => last.end())
  await eventually(async () => {
    const waiting = (await allMessages(last.desk, 'outbound')).filter(({ state }) => /queued|sending/.test(state))
    expect(waiting).toEqual([])
  }, 30_000)
  const messages = await allMessages(last.desk, 'outbound')
  const { requests } = await vonage.record()
  const longest = { survivor: Math.max(...took.survivor), second: Math.max(...took.second) }
  console.log(
    `${rounds} double starts: the second ended within ${Math.round(longest.second)} ms, the first was ready within ${Math.round(longest.survivor)} ms; ${messages.length} texts, ${requests.length} requests.`,
  )
  expect(twice(requests)).toEqual({ references: [], phones: [] })
  expect(doubled(messages.map(({ text }) => text))).toEqual([])
  expect(messages).toHaveLength(texts)
  for (const [round, secondMs] of took.second.entries())
    expect(secondMs).toBeLessThanOrEqual(Math.max(endsWithinMs, 1.5 * (took.survivor[round] ?? 0)))
}
