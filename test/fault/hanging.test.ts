import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../src/shared/message.ts'
import { quantile } from '../bench/figures.ts'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { changedDesk } from './changed-desk.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Between one that hangs and the next, with two that are answered. Each that hangs has one of four places for a second. */
const paceMs = 350

/**
 * Texts of which every third hangs, at a steady pace.
 *
 * @returns how long those were on their way that hung, how long the others took from the press until Vonage had them,
 *   Infinity where it has not, and how long the window's own question took, in ms; `settled` resolves once all that
 *   hung are of unknown fate
 */
async function sendAmongHanging(hanging: number, script?: string) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ receipts: [], ratePerSecond: 1000 })
  const running = await startDeskProcess(vonage.env, script === undefined ? {} : { script })
  ends.push(() => running.end('SIGKILL'))
  const seen = new Map<string, Map<string, number>>()
  const undo = running.desk.on('message', (data) => {
    for (const { id, state } of [data].flat() as Message[]) {
      const times = seen.get(id) ?? new Map<string, number>()
      if (!times.has(state)) times.set(state, performance.now())
      seen.set(id, times)
    }
  })
  ends.push(undo)
  const calledAt = new Map<string, number>()
  // A state that is over at once is never told, so what is not seen to begin began with the call at the earliest.
  const took = (id: string, from: string | null, to: string) => {
    const began = from === null ? undefined : seen.get(id)?.get(from)
    return (seen.get(id)?.get(to) ?? Number.POSITIVE_INFINITY) - (began ?? calledAt.get(id) ?? 0)
  }
  const ids: { hang: string[]; others: string[] } = { hang: [], others: [] }
  const askedMs: number[] = []
  let texts = 0
  const send = async (kind: 'hang' | 'others') => {
    texts += 1
    const to = `+4477009${String(texts).padStart(5, '0')}`
    await vonage.next(kind === 'hang' ? { answer: 'silence' } : { answer: 'usual' })
    const at = performance.now()
    const sent = await running.desk.sendSms({ submissionId: `form-${texts}`, to, text: 'On our way' })
    if (!sent.ok) throw new Error(sent.problem.text)
    ids[kind].push(sent.value.message.id)
    calledAt.set(sent.value.message.id, at)
  }
  for (let each = 0; each < hanging; each += 1) {
    for (const kind of ['hang', 'others', 'others'] as const) await send(kind)
    await pause(paceMs)
    const at = performance.now()
    await running.desk.getDesk({})
    askedMs.push(performance.now() - at)
  }
  return {
    settled: () =>
      eventually(() => {
        for (const id of ids.hang) expect(seen.get(id)?.has('unknown')).toBe(true)
      }, 20_000),
    unknownMs: () => ids.hang.map((id) => took(id, 'sending', 'unknown')),
    leftMs: () => ids.others.map((id) => took(id, null, 'submitted')),
    askedMs,
    requests: async () => (await vonage.record()).requests,
  }
}

test('50 sends that hang are unknown within 16 s each, the others leave within a second, and the window is answered', {
  timeout: 120_000,
}, async () => {
  const ran = await sendAmongHanging(50)
  await ran.settled()
  const [unknownMs, leftMs] = [ran.unknownMs(), ran.leftMs()]
  const [p95, askedMs] = [quantile(leftMs, 0.95), quantile(ran.askedMs, 0.95)]
  console.log(
    `${unknownMs.length} hanging: unknown after ${Math.round(Math.max(...unknownMs))} ms at most; ${leftMs.length} others: p95 ${Math.round(p95)} ms; the window's question: p95 ${Math.round(askedMs)} ms.`,
  )
  expect([unknownMs.length, leftMs.length]).toEqual([50, 100])
  expect(Math.max(...unknownMs)).toBeLessThan(16_000)
  expect(p95).toBeLessThanOrEqual(1000)
  expect(askedMs).toBeLessThanOrEqual(1000)
  const references = (await ran.requests()).map(({ body }) => body['client-ref'])
  expect([references.length, new Set(references).size]).toEqual([150, 150])
})

test('control: where one that hangs keeps its place, the others wait behind it', async () => {
  const patient = changedDesk(['underWay.size-slow>=places.count()', 'underWay.size>=places.count()'])
  ends.push(patient.remove)
  const { leftMs } = await sendAmongHanging(8, patient.script)
  await pause(1000)
  expect(quantile(leftMs(), 0.95)).toBeGreaterThan(1000)
})
