import fc from 'fast-check'
import { expect } from 'vitest'
import { understand } from '../../src/main/replies/understand.ts'
import { openForWriting } from '../../src/main/store/open.ts'
import type { Receipt } from '../../src/main/store/records.ts'
import { commands } from '../../src/main/store/writer.ts'
import { freshFolder, receipt } from './store.ts'

const now = 1_780_000_000_000
export const statuses = [
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
const rank = ['queued', 'sending', 'unknown', 'submitted', 'delivered']
const isFinal = (state: string) => Object.values(finals).includes(state)

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

/**
 * Receipts in so many random orders, with repeats, before and after the send returns, each told to the real commands on
 * a real file: the first final state of every part decides, and no step leads back.
 */
export function tellInAnyOrder(numRuns: number): void {
  const db = openForWriting(freshFolder())
  const run = commands(db, understand, () => {})
  const row = db.prepare<[number], { state: string; problem: string | null }>(
    'SELECT state, problem FROM messages WHERE seq = ?',
  )
  const rowOf = (seq: number) => row.get(seq) ?? { state: 'gone', problem: null }
  let count = 0
  /** A text that is leaving now. */
  function leaving(parts: number) {
    count += 1
    const customer = `4477${String(count).padStart(8, '0')}`
    const text = 'x'.repeat(parts === 1 ? 10 : parts * 150)
    run.queue({ submissionId: `s${count}`, customer, ours: '447700900000', text, now, notice: null })
    const { claimed } = run.claim({ now, limit: 100, notFrom: [], steadySince: 0 })
    const [sms] = claimed
    if (sms === undefined || claimed.length !== 1) throw new Error('One text was to be claimed')
    return {
      seq: sms.seq,
      reference: sms.reference,
      ids: Array.from({ length: parts }, (_each, part) => `id-${count}-${part}`),
    }
  }
  // Tens of thousands of commits would be most of the time.
  db.exec('BEGIN')
  const seen = new Set<string>()
  fc.assert(
    fc.property(story, ({ parts, receipts, returns }) => {
      const { seq, reference, ids } = leaving(parts)
      let shown = rowOf(seq).state
      const look = () => {
        const { state, problem } = rowOf(seq)
        expect(rank.indexOf(isFinal(state) ? 'delivered' : state)).toBeGreaterThanOrEqual(
          rank.indexOf(isFinal(shown) ? 'delivered' : shown),
        )
        if (isFinal(shown)) expect(state).toBe(shown)
        expect(problem !== null).toBe(['failed', 'expired', 'unknown'].includes(state))
        shown = state
      }
      const settle = () => {
        const unknown = { kind: 'unknown', code: 'timeout', text: 'No answer.' } as const
        const outcome = returns.with === 'accepted' ? ({ kind: 'accepted', providerIds: ids } as const) : unknown
        run.settle({ seq, now, outcome })
        look()
      }
      for (const [nth, { part, status, names, times }] of receipts.entries()) {
        if (nth === returns.after) settle()
        const named: Partial<Receipt> = { providerId: ids[part] ?? '', reference: names === 'id' ? null : reference }
        for (let time = 0; time < times; time += 1) {
          run.receipt(receipt({ ...named, status, errorCode: '3' }))
          look()
        }
      }
      if (returns.after >= receipts.length) settle()

      const isOurs = (part: number) =>
        // Any status says at least that it has left.
        returns.with === 'accepted' || receipts.some((each) => each.part === part && each.names === 'id and reference')
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
    { numRuns },
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
  db.close()
}
