import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understand } from '../../../src/main/replies/understand.ts'
import { openForWriting } from '../../../src/main/store/open.ts'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import type { Queued } from '../../../src/main/store/queue.ts'
import { commands } from '../../../src/main/store/writer.ts'
import { type OutboundState, outboundStates } from '../../../src/shared/message.ts'
import { draft, now } from '../../support/conversation.ts'
import { freshFolder, inboundText, receipt } from '../../support/store.ts'

const problem = "problem_code = 'x', problem = 'x'"
/**
 * Every move that an outbound text may make, and why. Written out and not read from the program: a test that asks the
 * program what is right finds nothing wrong with it.
 */
const allowed: readonly [OutboundState, OutboundState, string][] = [
  ['queued', 'held', 'it waited too long, or its run is paused'],
  ['queued', 'cancelled', 'a person, or a STOP, before it is taken out of the queue'],
  ['queued', 'sending', 'taken out of the queue, before the first byte leaves'],
  ['queued', 'expired', 'let through and done by nothing'],
  ['held', 'queued', 'a person lets it go'],
  ['held', 'cancelled', 'a person does not'],
  ['held', 'unknown', 'it waited in a backup, and a receipt says that it has left since'],
  ['sending', 'submitted', 'the provider took all its parts'],
  ['sending', 'refused', 'the provider said no'],
  ['sending', 'queued', 'it is proven that nothing was taken'],
  ['sending', 'unknown', 'anything else, and the end of the desk'],
  ['unknown', 'submitted', 'a receipt, or a record'],
  ['unknown', 'delivered', 'a receipt, or a record'],
  ['unknown', 'failed', 'a receipt, or a record'],
  ['unknown', 'expired', 'a receipt, or a record'],
  ['submitted', 'delivered', 'receipts of all its parts'],
  ['submitted', 'failed', 'a receipt of a part'],
  ['submitted', 'expired', 'a receipt of a part'],
]
const mayMove = (from: OutboundState, to: OutboundState) =>
  from === to || allowed.some(([before, after]) => before === from && after === to)

test('a text out is born in the queue: nothing writes one that is anywhere else', () => {
  const folder = fileURLToPath(new URL('../../../src/main', import.meta.url))
  const born = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/(?:INSERT|REPLACE)[\w ]* INTO messages\b[^;`]*/g),
    ])
    .map(([sql]) => /VALUES \(\$\{nextSeq\}, ('inbound'|'outbound', \?, \?, \?, 'queued'), /.exec(sql)?.[1] ?? sql)
  expect(born.toSorted()).toEqual(["'inbound'", ...Array(3).fill("'outbound', ?, ?, ?, 'queued'")])
})

/** In one transaction: a receipt may have come before the answer that it is taken. */
const mayReach = (from: OutboundState, to: OutboundState) =>
  mayMove(from, to) ||
  outboundStates.some((between) => mayMove(from, between) && mayMove(between, to)) ||
  // It is on its way, although the answer was that it is not.
  (from === 'queued' && mayReachFromHold.has(to))
const mayReachFromHold: ReadonlySet<OutboundState> = new Set(['submitted', 'delivered', 'failed', 'expired'])

/** A database of its own, with the commands that the writer's thread runs. */
function openCommands() {
  const db = openForWriting(freshFolder())
  const run = commands(db, understand, () => {})
  const stateOf = db.prepare<[number], OutboundState>('SELECT state FROM messages WHERE seq = ?').pluck()
  return { db, run, stateOf: (seq: number) => stateOf.get(seq) as OutboundState }
}

describe('the database', () => {
  const { db, run } = openCommands()
  const pairs = outboundStates.flatMap((from) => outboundStates.map((to) => ({ from, to })))
  test.each(pairs)('$from → $to is let through exactly when the table has it', ({ from, to }) => {
    const queued = run.queue(draft())
    const seq = 'seq' in queued ? queued.seq : 0
    // There by force: what is looked at is the next step.
    const trigger = db.prepare("SELECT sql FROM sqlite_master WHERE name = 'messages_move'").pluck().get() as string
    db.exec('DROP TRIGGER messages_move')
    db.prepare(`UPDATE messages SET state = ?, ${problem} WHERE seq = ?`).run(from, seq)
    db.exec(trigger)
    const move = () => db.prepare(`UPDATE messages SET state = ?, ${problem} WHERE seq = ?`).run(to, seq)
    if (mayMove(from, to)) expect(move).not.toThrow()
    else expect(move).toThrow('may not make this move')
  })
})

const outcomes: SendOutcome[] = [
  { kind: 'accepted', providerIds: ['a'] },
  { kind: 'accepted', providerIds: ['a', 'b'] },
  { kind: 'refused', code: 'vonage-9', text: 'No credit.' },
  { kind: 'not-sent', attempt: 0, dueAt: now, code: 'throttled', text: 'Slow down.' },
  { kind: 'unknown', code: 'timeout', text: 'No answer.' },
]
/** How far a state has come: news never takes a text back, except from "sending" to the queue. */
const final: ReadonlySet<OutboundState> = new Set(['delivered', 'refused', 'failed', 'expired', 'cancelled'])

test('whatever is done with a text, in whatever order, it makes allowed moves only, and leaves at most once an attempt', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('claim'), late: fc.boolean() }),
    fc.record({ do: fc.constant('settle'), outcome: fc.constantFrom(...outcomes) }),
    fc.record({
      do: fc.constant('receipt'),
      status: fc.constantFrom('accepted', 'buffered', 'delivered', 'failed', 'rejected', 'expired', 'unheard-of'),
      id: fc.constantFrom('a', 'b', null),
      named: fc.boolean(),
    }),
    fc.record({ do: fc.constantFrom('resume', 'cancel', 'release', 'stop', 'goOn', 'notOnRecord') }),
    fc.record({ do: fc.constant('again'), anyway: fc.boolean() }),
    fc.record({ do: fc.constant('customer'), text: fc.constantFrom('STOP', 'START', '2') }),
  )
  const { db, run, stateOf } = openCommands()
  // Thousands of commits would be most of the time.
  db.exec('BEGIN')
  let at = now
  let turn = 0
  const seen = new Set<string>()
  // However it is made: a text out is born in the queue.
  db.exec(`CREATE TEMP TRIGGER born AFTER INSERT ON main.messages
    WHEN NEW.direction = 'outbound' AND NEW.state <> 'queued'
    BEGIN SELECT RAISE(ABORT, 'born elsewhere'); END`)
  const codeOf = (seq: number) => db.prepare('SELECT problem_code FROM messages WHERE seq = ?').pluck().get(seq)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.boolean(), (steps, isLost) => {
      turn += 1
      run.resumeSending()
      const customer = `4477009${String(turn).padStart(5, '0')}`
      const queued = run.queue(draft({ customer, now: at }))
      const seq = 'seq' in queued ? queued.seq : 0
      const reference = db.prepare('SELECT reference FROM messages WHERE seq = ?').pluck().get(seq) as string
      const idOf = (id: string) => `${seq}-${id}`
      if (isLost) {
        run.claim({ now: at, limit: 1000, notFrom: [], steadySince: 0 })
        run.resume({ now: at })
      }
      let before = stateOf(seq)
      let stopped = false
      let attempt = 0
      const again: Queued[] = []
      for (const each of steps) {
        at += 20 * 60_000
        let claimed = false
        if (each.do === 'claim') {
          const late = each.late ? at + 3_600_000 : at
          const taken = run.claim({ now: late, limit: 1000, notFrom: [], steadySince: late }).claimed
          if (stopped) expect(taken).toEqual([])
          const own = taken.find((text) => text.seq === seq)
          claimed = own !== undefined
          attempt = own?.attempts ?? attempt
        } else if (each.do === 'settle') {
          // Only what is leaving can have an outcome.
          if (before !== 'sending') continue
          const outcome = { ...each.outcome }
          if (outcome.kind === 'accepted') outcome.providerIds = outcome.providerIds.map(idOf)
          if (outcome.kind === 'not-sent') outcome.attempt = attempt
          run.settle({ seq, now: at, outcome })
        } else if (each.do === 'receipt') {
          const providerId = each.id === null ? null : idOf(each.id)
          run.receipt(
            receipt({ providerId, reference: each.named ? reference : null, status: each.status, errorCode: '3' }),
          )
        } else if (each.do === 'resume') run.resume({ now: at })
        else if (each.do === 'cancel') run.cancelText(seq)
        else if (each.do === 'release') run.releaseText({ seq, now: at })
        else if (each.do === 'stop') run.stopSending({ why: 'person', now: at })
        else if (each.do === 'goOn') run.resumeSending()
        else if (each.do === 'notOnRecord') run.notOnRecord({ references: [reference], now: at, isFirst: false })
        else if (each.do === 'again')
          again.push(run.queue(draft({ customer, now: at, again: seq, anyway: each.anyway })))
        else if (each.do === 'customer')
          run.receive(inboundText({ customer, text: each.text, arrivedAt: at, sentAt: at }))
        if (each.do === 'stop' || each.do === 'goOn') stopped = each.do === 'stop'
        const after = stateOf(seq)
        expect(mayReach(before, after), `${before} → ${after} by ${each.do}`).toBe(true)
        if (final.has(before)) expect(after).toBe(before)
        expect(after === 'sending' && before !== 'sending').toBe(claimed)
        before = after
        for (const text of again)
          if ('seq' in text) {
            // A text of its own: what becomes of the one moves the other nowhere.
            expect(text.seq).not.toBe(seq)
            seen.add(`again after ${before}`)
          }
        if (codeOf(seq) === 'not-on-record') seen.add(`not on record, ${after}`)
      }
    }),
    { numRuns: 500 },
  )
  expect([...seen]).toContain('not on record, unknown')
  expect([...seen]).toContain('again after unknown')
})
