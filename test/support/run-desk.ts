import { expect, onTestFinished } from 'vitest'
import { dropUnmade, type RunDraft, runMaker } from '../../src/main/runs/make-run.ts'
import { readRows } from '../../src/main/runs/read-rows.ts'
import type { SendOutcome } from '../../src/main/store/outbox.ts'
import type { Quiet } from '../../src/main/store/run-quiet.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import type { Run, RunRow } from '../../src/shared/run.ts'
import { start } from './run-draft.ts'
import { openFreshStore, receipt, startThreads } from './store.ts'

/** A store, a clock, and a provider that takes what it is told to take. */
export async function openRunDesk() {
  const { store, folder } = await openFreshStore()
  let at = start
  let opened: Store = store
  onTestFinished(() => opened.close())
  const sent: string[] = []
  let madeAt = start
  let hasArrived = false
  const maker = runMaker({ store: { write: (...order) => opened.write(...order) }, now: () => madeAt })
  const desk = {
    folder,
    get store() {
      return opened
    },
    at: () => at,
    pass: (ms: number) => {
      at += ms
    },
    sent,
    quiet: null as Quiet,
    reachable: true as boolean | null,
    slept: false,
    /** The first text of a run that is taken has a receipt: it arrived. */
    receipts: true,
    /** As a call of the window does. */
    make: (run: RunDraft) => {
      madeAt = run.now
      hasArrived = false
      return maker(run)
    },
    advance: () =>
      opened.write('advanceRuns', { now: at, quiet: desk.quiet, reachable: desk.reachable, slept: desk.slept }),
    resume: (run = 1) => opened.write('resumeRun', { run, now: at }),
    /** Everything that may leave leaves, and is answered so. */
    async deliver(outcome: (customer: string) => SendOutcome = () => accepted()) {
      for (;;) {
        const { claimed } = await opened.write('claim', { now: at, limit: 10, notFrom: [], steadySince: 0 })
        if (claimed.length === 0) return
        for (const text of claimed) {
          sent.push(text.customer)
          const answer = outcome(text.customer)
          await opened.write('settle', { seq: text.seq, outcome: answer, now: at })
          if (answer.kind !== 'accepted' || hasArrived || !desk.receipts) continue
          hasArrived = true
          await opened.write('receipt', receipt({ providerId: answer.providerIds[0] ?? null, arrivedAt: at }))
        }
      }
    },
    /** Until nothing moves any more. */
    async finish(outcome?: (customer: string) => SendOutcome) {
      for (let steps = 0; steps < 2_000; steps += 1) {
        at += 1_000
        await desk.deliver(outcome)
        if ((await desk.advance()).moved.length === 0) return
      }
      throw new Error('It does not come to rest')
    },
    async restart() {
      await opened.close()
      opened = await openStore(startThreads(), folder)
      await opened.write('resume', { now: at })
      await dropUnmade(opened)
      return opened.write('pauseRuns', { why: 'restart', now: at })
    },
    async look(id = 1): Promise<{ run: Run; rows: RunRow[] }> {
      const run = await opened.ask('run', id)
      if (run === null) throw new Error('There is no such run')
      const { rows } = await readRows(opened, id, { after: 0, limit: run.rows })
      // Whatever happens, the numbers add up to the list.
      expect(Object.values(run.outcomes).reduce((sum, each) => sum + each, 0)).toBe(rows.length)
      return { run, rows }
    },
  }
  return desk
}
let ids = 0
export const accepted = (): SendOutcome => {
  ids += 1
  return { kind: 'accepted', providerIds: [`id-${ids}`] }
}
export const refused: SendOutcome = { kind: 'refused', code: 'vonage-3', text: 'No.' }
export const unknown: SendOutcome = { kind: 'unknown', code: 'timeout', text: 'Not known.' }
