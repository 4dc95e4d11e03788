import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Receipt } from '../../../src/main/store/records.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { openFreshStore, receipt } from '../../support/store.ts'

let store: Store
beforeAll(async () => {
  ;({ store } = await openFreshStore())
})
afterAll(() => store.close())

const now = 1_780_000_000_000
const statuses = [
  'accepted',
  'buffered',
  'delivered',
  'failed',
  'rejected',
  'expired',
  'unknown',
  'deleted',
  '',
] as const
const finals: Record<string, string> = {
  delivered: 'delivered',
  failed: 'failed',
  rejected: 'failed',
  expired: 'expired',
}
const told = new Set(['accepted', 'buffered', ...Object.keys(finals)])
const rank = ['queued', 'sending', 'unknown', 'submitted', 'delivered']
const isFinal = (state: string) => Object.values(finals).includes(state)

/** A text that is leaving now. */
let count = 0
async function leaving(parts: number) {
  count += 1
  const customer = `4477009${String(count).padStart(5, '0')}`
  const text = 'x'.repeat(parts === 1 ? 10 : parts * 150)
  const draft = { submissionId: `s${count}`, customer, ours: '447700900000', text, now, notice: null }
  await store.write('queue', draft)
  const { claimed } = await store.write('claim', { now, limit: 100, notFrom: [], steadySince: 0 })
  const [sms] = claimed
  if (sms === undefined || claimed.length !== 1) throw new Error('One text was to be claimed')
  const ids = Array.from({ length: parts }, (_each, part) => `id-${count}-${part}`)
  return { seq: sms.seq, reference: sms.reference, ids }
}
const rowOf = async (seq: number) => {
  const [row] = await store.ask('bySeqs', [seq])
  if (row === undefined) throw new Error('The text is gone')
  return row
}

interface Told {
  part: number
  status: (typeof statuses)[number]
  /** What of ours it names besides its id. */
  names: 'id' | 'id and reference'
  times: number
}

const story = fc.integer({ min: 1, max: 3 }).chain((parts) =>
  fc.record({
    parts: fc.constant(parts),
    receipts: fc.array(
      fc.record<Told>({
        part: fc.nat({ max: parts - 1 }),
        status: fc.constantFrom(...statuses),
        names: fc.constantFrom('id', 'id and reference'),
        times: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 8 },
    ),
    /** After how many receipts the send call returns, and whether it knows what became of the text. */
    returns: fc.record({ after: fc.nat({ max: 8 }), with: fc.constantFrom('accepted', 'unknown') }),
  }),
)

test('receipts in any order, repeated, before and after the send returns: the first final state of every part decides, and no step leads back', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(story, async ({ parts, receipts, returns }) => {
      const { seq, reference, ids } = await leaving(parts)
      let shown = (await rowOf(seq)).state as string
      const look = async () => {
        const { state, problem } = await rowOf(seq)
        expect(rank.indexOf(isFinal(state) ? 'delivered' : state)).toBeGreaterThanOrEqual(
          rank.indexOf(isFinal(shown) ? 'delivered' : shown),
        )
        if (isFinal(shown)) expect(state).toBe(shown)
        expect(problem !== null).toBe(['failed', 'expired', 'unknown'].includes(state))
        shown = state
      }
      const settle = async () => {
        const unknown = { kind: 'unknown', code: 'timeout', text: 'No answer.' } as const
        const outcome = returns.with === 'accepted' ? ({ kind: 'accepted', providerIds: ids } as const) : unknown
        await store.write('settle', { seq, now, outcome })
        await look()
      }
      for (const [nth, { part, status, names, times }] of receipts.entries()) {
        if (nth === returns.after) await settle()
        const named: Partial<Receipt> = { providerId: ids[part] ?? '', reference: names === 'id' ? null : reference }
        for (let time = 0; time < times; time += 1) {
          await store.write('receipt', receipt({ ...named, status, errorCode: '3' }))
          await look()
        }
      }
      if (returns.after >= receipts.length) await settle()

      const isOurs = (part: number) =>
        returns.with === 'accepted' ||
        receipts.some((each) => each.part === part && each.names === 'id and reference' && told.has(each.status))
      const known = ids.map((_id, part) => part).filter(isOurs)
      const ends = known.map(
        (part) => finals[receipts.find((each) => each.part === part && each.status in finals)?.status ?? ''],
      )
      const lost = ends.filter((end) => end === 'failed' || end === 'expired')
      const expected =
        lost.length > 0
          ? lost
          : known.length === parts && ends.every((end) => end === 'delivered')
            ? ['delivered']
            : [known.length === 0 ? 'unknown' : 'submitted']
      expect(expected).toContain(shown)
      seen.add(`${returns.with} ${shown}`)
    }),
    { numRuns: 600 },
  )
  // It went everywhere that it can.
  expect([...seen].toSorted()).toEqual([
    'accepted delivered',
    'accepted expired',
    'accepted failed',
    'accepted submitted',
    'unknown delivered',
    'unknown expired',
    'unknown failed',
    'unknown submitted',
    'unknown unknown',
  ])
})

test('a receipt that names only our reference settles a text of one part, whenever it comes', async () => {
  for (const when of ['before', 'after']) {
    const { seq, reference, ids } = await leaving(1)
    const settle = () => store.write('settle', { seq, now, outcome: { kind: 'accepted', providerIds: ids } })
    const settled = when === 'after' ? await settle() : null
    await store.write('receipt', receipt({ reference, status: 'delivered' }))
    if (settled === null && when === 'before') await settle()
    expect((await rowOf(seq)).state, when).toBe('delivered')
  }
})

test('receipts of other software change none of ours', async () => {
  const { seq, ids } = await leaving(1)
  await store.write('settle', { seq, now, outcome: { kind: 'accepted', providerIds: ids } })
  const before = await rowOf(seq)
  for (const status of statuses) {
    await store.write('receipt', receipt({ providerId: 'somebody-else', reference: 'not-ours', status }))
    await store.write('receipt', receipt({ reference: 'not-ours', status }))
  }
  expect(await rowOf(seq)).toEqual(before)
})
