import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../src/shared/message.ts'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const hanging = 50
/** Between one that hangs and the next, with two that are answered. */
const paceMs = 500

test('50 sends that hang are unknown within 16 s each, and the others leave within a second', async () => {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ receipts: [], ratePerSecond: 1000 })
  const running = await startDeskProcess(vonage.env)
  ends.push(() => running.end('SIGKILL'))
  const seen = new Map<string, Map<string, number>>()
  const undo = running.desk.on('message', (data) => {
    for (const { id, state } of [data].flat() as Message[]) {
      const times = seen.get(id) ?? new Map<string, number>()
      if (!times.has(state)) times.set(state, performance.now())
      seen.set(id, times)
    }
  })
  ends.push(async () => undo())
  const calledAt = new Map<string, number>()
  // A state that is over at once is never told, so what is not seen to begin began with the call at the earliest.
  const took = (id: string, from: string | null, to: string) => {
    const began = from === null ? undefined : seen.get(id)?.get(from)
    return (seen.get(id)?.get(to) ?? Number.POSITIVE_INFINITY) - (began ?? calledAt.get(id) ?? 0)
  }
  const ids: { hang: string[]; others: string[] } = { hang: [], others: [] }
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
  }
  await eventually(() => {
    for (const id of ids.hang) expect(seen.get(id)?.has('unknown')).toBe(true)
  }, 20_000)
  const unknownMs = ids.hang.map((id) => took(id, 'sending', 'unknown'))
  const leftMs = ids.others.map((id) => took(id, null, 'submitted')).sort((one, other) => one - other)
  const p95 = leftMs[Math.floor(leftMs.length * 0.95)] ?? 0
  console.log(
    `${hanging} hanging: unknown after ${Math.round(Math.max(...unknownMs))} ms at most; ${leftMs.length} others: p95 ${Math.round(p95)} ms.`,
  )
  expect(Math.max(...unknownMs)).toBeLessThan(16_000)
  expect(p95).toBeLessThan(1000)
})
