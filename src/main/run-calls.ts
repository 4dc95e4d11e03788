import type { DeskCalls } from '../shared/desk-api.ts'
import { type Msisdn, readNumber } from '../shared/msisdn.ts'
import { fillQuestion, type KeptQuestion } from '../shared/question.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { type NumberCheck, type Run, type RunEntry, runHoldMs } from '../shared/run.ts'
import { kept } from './kept.ts'
import type { RunMove } from './store/run-moves.ts'
import { runOf } from './store/run-queries.ts'
import type { MovedRun } from './store/runs.ts'
import type { Store } from './store/store.ts'

type RunCalls = Pick<
  DeskCalls,
  | 'checkNumbers'
  | 'createRun'
  | 'listRuns'
  | 'getRun'
  | 'pauseRun'
  | 'resumeRun'
  | 'stopRun'
  | 'discardRun'
  | 'settleRow'
>

const noSuchRun = refused('no-such-run', 'There is no such run any more.')
const notNow = refused(
  'run-not-now',
  'The run has moved on meanwhile, so this cannot be done any more. Nothing was changed.',
)

/** The calls about runs, arguments read. */
export function runCalls(needs: {
  store: Store
  ours: Msisdn
  questions: () => readonly KeptQuestion[]
  country: () => string
  now: () => number
  runsMoved: (moved: MovedRun[]) => void
}): RunCalls {
  const { store, ours, questions, now } = needs

  async function found(run: number): Promise<Result<{ run: Run }>> {
    const one = await store.ask('run', run)
    return one === null ? noSuchRun : done({ run: one.run })
  }
  /** @param places rows that no message tells of */
  const moving = (run: number, move: () => Promise<RunMove>, places: number[] = []) =>
    kept(async () => {
      const { kind } = await move()
      if (kind === 'no-such-run') return noSuchRun
      if (kind === 'not-now') return notNow
      needs.runsMoved([{ run, places }])
      return found(run)
    })

  return {
    checkNumbers: async ({ numbers }) => {
      const read = numbers.map((typed) => readNumber(typed, needs.country()))
      const known = await store.ask('known', [...new Set(read.flatMap((each) => (each.ok ? [each.msisdn] : [])))])
      const optedOut = new Set(known.optedOut)
      const waiting = new Set(known.waiting)
      return done({
        numbers: read.map((each): NumberCheck => {
          if (!each.ok) return each
          const { msisdn, shown } = each
          return {
            ok: true,
            msisdn,
            shown,
            optedOut: optedOut.has(msisdn),
            waiting: waiting.has(msisdn),
            ours: msisdn === ours,
          }
        }),
      })
    },
    createRun: async ({ submissionId, name, questionId, rows }) => {
      const kind = questions().find(({ id }) => id === questionId)
      if (kind === undefined) return refused('no-such-question', 'There is no such question. Choose one of the list.')
      const { version: _, ...question } = kind
      const entries: RunEntry[] = []
      const seen = new Map<Msisdn, number>()
      for (const [index, row] of rows.entries()) {
        const line = index + 1
        const number = readNumber(row.to, needs.country())
        if (!number.ok) return refused(number.code, `Line ${line}: ${number.text} Nothing was sent.`)
        const { msisdn } = number
        if (msisdn === ours)
          return refused('own-number', `Line ${line} is our own number. Take it out of the list. Nothing was sent.`)
        const first = seen.get(msisdn)
        if (first !== undefined)
          return refused(
            'number-twice',
            `Lines ${first} and ${line} have the same number. Nobody is texted twice: take one of them out. Nothing was sent.`,
          )
        seen.set(msisdn, line)
        const filled = fillQuestion(question, row.fields)
        if (!filled.ok)
          return refused(
            filled.missing.length > 0 ? 'field-missing' : 'field-unknown',
            `Line ${line}: ${filled.missing.length > 0 ? `fill in ${filled.missing.join(', ')}` : `the question has no ${filled.unknown.join(', ')}`}. Nothing was sent.`,
          )
        entries.push({
          customer: msisdn,
          name: row.name?.trim() ?? '',
          about: row.about ?? {},
          fields: row.fields,
          anyway: row.anyway ?? false,
        })
      }
      return kept(async () => {
        const at = now()
        const draft = { submissionId, name, question, ours, entries, now: at, startsAt: at + runHoldMs }
        const made = await store.write('makeRun', draft)
        if (made.kind === 'other-run')
          return refused(
            'already-sent',
            'This list was already sent otherwise. Nothing was sent again. Make a new run.',
          )
        if (made.kind === 'already-asked')
          return refused(
            'already-asked',
            `Line ${made.place}: this customer has not answered an earlier question, or is on the list of another run. Leave the line out, or say that it is meant. Nothing was sent.`,
          )
        needs.runsMoved([{ run: made.run, places: entries.map((_, index) => index + 1) }])
        return found(made.run)
      })
    },
    listRuns: async () => done({ runs: await store.ask('runs', undefined) }),
    getRun: async ({ runId }) => {
      const one = await store.ask('run', runOf(runId))
      return one === null ? noSuchRun : done(one)
    },
    pauseRun: ({ runId }) => moving(runOf(runId), () => store.write('pauseRun', { run: runOf(runId) })),
    resumeRun: ({ runId }) => moving(runOf(runId), () => store.write('resumeRun', { run: runOf(runId), now: now() })),
    stopRun: ({ runId }) => moving(runOf(runId), () => store.write('stopRun', { run: runOf(runId) })),
    discardRun: ({ runId }) => moving(runOf(runId), () => store.write('discardRun', { run: runOf(runId) })),
    settleRow: ({ runId, place, as }) =>
      moving(runOf(runId), () => store.write('settleRow', { run: runOf(runId), place, as, now: now() }), [place]),
  }
}
