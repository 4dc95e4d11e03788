import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { DeskState } from '../../src/shared/desk-state.ts'
import { deskOf } from '../support/away.ts'
import { movableClock } from '../support/faketime.ts'
import { type DeskProcess, eventually, startPretendProcess } from '../support/processes.ts'
import { allMessages, doubled, textsAtRate } from './evidence.ts'

const day = 86_400_000
const repliesPerSecond = 20
const secret = 'a-signature-secret'

export interface Jump {
  label: string
  /** From the real moment, or to one. */
  aheadMs?: number
  to?: number
  /** The desk is started anew by that clock. */
  restarts?: boolean
}

export const jumps = {
  forward: { label: '2 days forward', aheadMs: 2 * day },
  back: { label: '2 days back', aheadMs: -2 * day },
  year: { label: '400 days forward, and started anew', aheadMs: 400 * day, restarts: true },
  epoch: { label: '1970, and started anew', to: Date.UTC(1970, 0, 2), restarts: true },
  spring: { label: 'the night in which an hour is missing', to: Date.UTC(2027, 2, 28, 0, 59, 58) },
  autumn: { label: 'the night in which an hour comes twice', to: Date.UTC(2026, 9, 25, 0, 59, 58) },
  right: { label: 'put right', aheadMs: 0 },
} satisfies Record<string, Jump>

/**
 * A desk by a clock that jumps, under replies and texts all the time. Compares what the pretend Vonage has on its record
 * with what the desk lists, and tells what it saw.
 */
export async function throughJumps(each: readonly Jump[], eachMs: number, ends: (() => Promise<unknown>)[]) {
  const clock = movableClock()
  const vonage = await startPretendProcess('--retry-first-ms', '100')
  ends.push(() => vonage.end())
  await vonage.set({ signature: { secret, method: 'sha256' }, retry: { firstMs: 100, longestMs: 1000 } })
  const office = await deskOf(vonage)
  const start = async () => {
    const env = { ...clock.env, VONAGE_SIGNATURE_SECRET: secret, TZ: 'Europe/London' }
    const started = await office.start(env)
    ends.push(() => started.end())
    await vonage.link({ inbound: started.ready.inbound })
    return started
  }
  let running: DeskProcess = await start()
  const state = async (): Promise<DeskState> => {
    const answer = await running.desk.getDesk({})
    if (!answer.ok) throw new Error(answer.problem.text)
    return answer.value
  }
  // Its signature fits no secret: it is kept for a week, in case that the secret is what is wrong.
  expect((await fetch(`${running.ready.inbound}?messageId=1&text=genuine&sig=00`)).status).toBe(401)

  let texts = 0
  // A call that fails on its way is made again: nothing is written twice.
  const send = async () => {
    texts += 1
    const to = `+4477009${String(texts).padStart(5, '0')}`
    const draft = { submissionId: `form-${texts}`, to, text: `Text ${texts}` }
    const sent = await eventually(() => running.desk.sendSms(draft))
    if (!sent.ok) throw new Error(sent.problem.text)
    return sent.value.message
  }
  const replies = async () => {
    const shown = await eventually(() => allMessages(running.desk, 'inbound'))
    return shown.reverse().map(({ id, text }) => `${id} ${text}`)
  }
  const stop = textsAtRate(vonage, repliesPerSecond)
  ends.push(() => stop().catch(() => 0))
  let before = await replies()
  for (const jump of each) {
    // One that Vonage asks us to send a little later waits in the queue while the clock jumps.
    await vonage.next({ answer: 'http', code: 429, retryAfterSeconds: 1 })
    const waiting = await send()
    await eventually(async () => expect((await vonage.record()).requests.length).toBeGreaterThanOrEqual(texts))
    if (jump.to === undefined) clock.move(jump.aheadMs ?? 0)
    else clock.moveTo(jump.to)
    if (jump.restarts === true) {
      await running.end()
      running = await start()
    }
    // It did jump, or nothing of this would mean anything.
    const sent = await send()
    expect(Math.abs(Date.parse(sent.at) - clock.now()), jump.label).toBeLessThan(10_000)
    await pause(eachMs)
    const listed = await replies()
    expect(listed.slice(0, before.length), jump.label).toEqual(before)
    expect(listed.length, jump.label).toBeGreaterThan(before.length)
    before = listed
    await eventually(async () => {
      const { reach, counts, sendingStopped } = await state()
      expect({ reach: reach.state, sendingStopped, kept: counts.badlySigned }).toEqual({
        reach: 'reachable',
        sendingStopped: null,
        kept: 1,
      })
    }, 5000)
    await eventually(async () => {
      const out = await allMessages(running.desk, 'outbound')
      const became = (id: string) => {
        const text = out.find((each) => each.id === id)
        return text?.problemCode == null ? text?.state : `${text.state}: ${text.problemCode}`
      }
      // What waited may be too late by the new clock: then a person decides.
      expect(became(waiting.id), jump.label).toMatch(/^submitted$|^delivered$|^held: late$/)
      expect(became(sent.id), jump.label).toMatch(/^submitted$|^delivered$/)
    })
  }
  const begun = await stop()
  await eventually(async () => expect(await replies()).toHaveLength(begun), 20_000)
  const shown = await allMessages(running.desk, 'inbound')
  expect(new Set(shown.map(({ text }) => text)).size).toBe(begun)
  expect(doubled(shown.flatMap(({ providerIds }) => providerIds))).toEqual([])

  const accepted = (await vonage.record()).requests.filter((request) => request.accepted.length > 0)
  const out = await allMessages(running.desk, 'outbound')
  expect(doubled(accepted.map(({ body }) => body['client-ref'] ?? ''))).toEqual([])
  const held = out.filter(({ state: each }) => each === 'held')
  expect(accepted.length + held.length).toBe(texts)
  console.log(
    `${each.length} jumps under ${repliesPerSecond} replies/s: ${begun} replies, all there once and in order; ${texts} texts, ${accepted.length} sent once, ${held.length} held for a person.`,
  )
}
