import { setImmediate } from 'node:timers/promises'
import type { DeskCalls } from '../shared/desk-api.ts'
import { type Msisdn, readNumber } from '../shared/msisdn.ts'
import { type AskedOption, fillQuestion, type KeptQuestion, type Question } from '../shared/question.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { type NumberCheck, type Run, type RunEntry, runHoldMs, runRowsMost } from '../shared/run.ts'
import { kept } from './kept.ts'
import { noDigits } from './no-digits.ts'
import { reservedText } from './reserved-text.ts'
import { makeExport } from './runs/make-export.ts'
import { runMaker } from './runs/make-run.ts'
import { readPlan } from './runs/read-plan.ts'
import { readRows } from './runs/read-rows.ts'
import { readTimes } from './runs/read-times.ts'
import type { Understand } from './store/records.ts'
import { meaningOf, type Reserved, reservedWord } from './store/reserved.ts'
import { runOf } from './store/run-id.ts'
import type { RunMove } from './store/run-moves.ts'
import type { MovedRun } from './store/runs.ts'
import type { Store } from './store/store.ts'

type RunCalls = Pick<
  DeskCalls,
  | 'checkNumbers'
  | 'checkWords'
  | 'createRun'
  | 'listRuns'
  | 'getRun'
  | 'pauseRun'
  | 'resumeRun'
  | 'stopRun'
  | 'discardRun'
  | 'rescheduleRun'
  | 'leaveOutChase'
  | 'settleRow'
  | 'retryRows'
  | 'exportRun'
  | 'takeExport'
>

const noSuchRun = refused('no-such-run', 'There is no such run any more.')
const notNow = refused(
  'run-not-now',
  'The run has moved on meanwhile, so this cannot be done any more. Nothing was changed.',
)
const notRetried = {
  'no-such-run': noSuchRun,
  'not-now': notNow,
  'other-retry': refused(
    'already-sent',
    'This was already sent otherwise. Nothing was sent again. Close this, and open it anew.',
  ),
  'nothing-again': refused(
    'nothing-again',
    'None of these customers needs another text any more. Nothing was sent. Look at the board.',
  ),
}
const noSuchExport = refused('no-such-export', 'There is no such file of the run any more. Make it again.')

/** Some milliseconds' worth: to read a number takes longer than anything else that the desk does with one. */
const numbersATurn = 50

/** In turns with the webhooks: what a customer writes must not wait until a long list was read. */
async function inTurns<Item, Read>(items: readonly Item[], read: (item: Item) => Read): Promise<Read[]> {
  const found: Read[] = []
  for (const item of items) {
    found.push(read(item))
    if (found.length % numbersATurn === 0) await setImmediate()
  }
  return found
}

/** Looks at each word once: most lines of a list have the same few. Only fields make others of those that were saved. */
function reservedIn(question: Question, understand: Understand): (options: readonly AskedOption[]) => Reserved | null {
  const said = new Map<string, ReturnType<Understand>>()
  const once: Understand = (word, asked) => {
    const before = said.get(word) ?? understand(word, asked)
    said.set(word, before)
    return before
  }
  return question.fields.length === 0 ? () => null : (options) => reservedWord(options, once)
}

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
  const makeRun = runMaker({ store, now })

  async function found(run: number): Promise<Result<{ run: Run }>> {
    const one = await store.ask('run', run)
    return one === null ? noSuchRun : done({ run: one })
  }
  /** @param places rows that no message tells of */
  const moving = (run: number, move: () => Promise<RunMove>, places: number[] = []) =>
    kept(async () => {
      const moved = await move()
      if (moved.kind === 'no-such-run') return noSuchRun
      if (moved.kind === 'not-now') return notNow
      needs.runsMoved([{ run, places: [...places, ...(moved.places ?? [])] }])
      return found(run)
    })

  return {
    checkNumbers: async ({ numbers, country: asked = needs.country() }) => {
      const { kindOfNumber } = await import('./number-kind.ts')
      const country = asked ?? ''
      const read = await inTurns(numbers, (typed) => {
        const number = readNumber(typed, country)
        return number.ok ? { ...number, ...kindOfNumber(number.msisdn) } : number
      })
      const known = await store.ask('known', [...new Set(read.flatMap((each) => (each.ok ? [each.msisdn] : [])))])
      const optedOut = new Set(known.optedOut)
      const waiting = new Set(known.waiting)
      return done({
        upTo: known.upTo,
        numbers: read.map((each): NumberCheck => {
          if (!each.ok) return each
          const { msisdn } = each
          const listedIn = known.listedIn[msisdn]
          const lately = known.lately[msisdn]
          return {
            ...each,
            ...(listedIn === undefined ? {} : { listedIn }),
            ...(lately === undefined ? {} : { lately }),
            optedOut: optedOut.has(msisdn),
            waiting: waiting.has(msisdn),
            taken: known.taken[msisdn] ?? [],
            ours: msisdn === ours,
          }
        }),
      })
    },
    checkWords: async ({ words }) => {
      const { understand } = await import('./replies/understand.ts')
      return done({ means: await inTurns(words, (word) => meaningOf(word, understand)) })
    },
    createRun: async ({ submissionId, name, questionId, rows, upTo, chase: asked, ...when }) => {
      const kind = questions().find(({ id }) => id === questionId)
      if (kind === undefined) return refused('no-such-question', 'There is no such question. Choose one of the list.')
      const { version: _, ...question } = kind
      const entries: RunEntry[] = []
      const seen = new Map<Msisdn, number>()
      const country = needs.country()
      const { kindOfNumber } = await import('./number-kind.ts')
      const reserved = reservedIn(question, (await import('./replies/understand.ts')).understand)
      const read = await inTurns(rows, (row) => {
        const number = readNumber(row.to, country)
        const filled = fillQuestion(question, row.fields)
        return {
          row,
          reserved: filled.ok ? reserved(filled.options) : null,
          number: number.ok ? { ...number, ...kindOfNumber(number.msisdn) } : number,
          filled,
        }
      })
      for (const [index, { row, number, filled, reserved }] of read.entries()) {
        const line = index + 1
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
        if (!filled.ok)
          return refused(
            filled.missing.length > 0 ? 'field-missing' : 'field-unknown',
            `Line ${line}: ${filled.missing.length > 0 ? `fill in ${filled.missing.join(', ')}` : `the question has no ${filled.unknown.join(', ')}`}. Nothing was sent.`,
          )
        if (reserved !== null)
          return refused('reserved-word', `Line ${line}: ${reservedText(reserved)} Nothing was sent.`)
        entries.push({
          customer: msisdn,
          name: row.name?.trim() ?? '',
          about: row.about ?? {},
          fields: row.fields,
          country: number.country ?? '',
          anyway: row.anyway ?? false,
        })
      }
      const at = now()
      // A time that has passed is now: while somebody looked the list through, the minute may have gone by.
      const startsAt = Math.max(at + runHoldMs, when.startsAt === undefined ? 0 : Date.parse(when.startsAt))
      const until = when.until === undefined ? null : Date.parse(when.until)
      const times = readTimes({ at, startsAt, until }, asked, question)
      if (!times.ok) {
        // Pressed again after a lost answer, a time may have passed meanwhile: then nothing is refused that was made.
        const made = await store.ask('runOfSubmission', submissionId)
        return made === null ? times : found(made)
      }
      return kept(async () => {
        const draft = {
          submissionId,
          name,
          question,
          ours,
          entries,
          upTo,
          now: at,
          startsAt,
          until,
          asked: when,
          chase: times.value,
        }
        const made = await makeRun(draft)
        if (made.kind === 'other-run')
          return refused(
            'already-sent',
            'This list was already sent otherwise. Nothing was sent again. Make a new run.',
          )
        if (made.kind === 'already-asked')
          return refused(
            'already-asked',
            `Line ${made.place}: this customer has not answered an earlier question, is on the list of another run, or was asked since the list was looked at. Leave the line out, or say that it is meant. Nothing was sent.`,
          )
        if (made.kind === 'no-digits')
          return refused(
            'no-digits',
            `Line ${made.place}: ${noDigits} Leave the line out, or write {1} for the digit of option 1 in the question. Nothing was sent.`,
          )
        // Nobody has it open yet.
        needs.runsMoved([{ run: made.run, places: [] }])
        return found(made.run)
      })
    },
    listRuns: async () => done({ runs: await store.ask('runs', undefined) }),
    getRun: async ({ runId, after = 0, limit = runRowsMost }) => {
      const run = runOf(runId)
      const one = await store.ask('run', run)
      if (one === null) return noSuchRun
      const { rows, more } = await readRows(store, run, { after, limit })
      return done({ run: one, rows, more })
    },
    pauseRun: ({ runId }) => moving(runOf(runId), () => store.write('pauseRun', { run: runOf(runId) })),
    resumeRun: ({ runId }) => moving(runOf(runId), () => store.write('resumeRun', { run: runOf(runId), now: now() })),
    stopRun: ({ runId }) => moving(runOf(runId), () => store.write('stopRun', { run: runOf(runId) })),
    discardRun: ({ runId }) => moving(runOf(runId), () => store.write('discardRun', { run: runOf(runId) })),
    rescheduleRun: async ({ runId, ...asked }) => {
      const run = runOf(runId)
      const plan = await store.ask('runPlan', run)
      if (plan === null) return noSuchRun
      const times = readPlan(plan, asked, now())
      return times.ok ? moving(run, () => store.write('rescheduleRun', { run, ...times.value })) : times
    },
    leaveOutChase: ({ runId }) => moving(runOf(runId), () => store.write('leaveOutChase', { run: runOf(runId) })),
    settleRow: ({ runId, upTo, ...by }) => {
      const row = { run: runOf(runId), ...by, ...(upTo !== undefined && { upTo }), now: now() }
      return moving(row.run, () => store.write('settleRow', row), [by.place])
    },
    retryRows: ({ runId, submissionId, places, alsoUnsure = false }) =>
      kept(async () => {
        const run = runOf(runId)
        const retried = await store.write('retryRows', { run, submissionId, places, alsoUnsure, now: now() })
        if (retried.kind !== 'marked' && retried.kind !== 'repeated') return notRetried[retried.kind]
        needs.runsMoved([{ run, places: retried.places }])
        const one = await found(run)
        return one.ok ? done({ ...one.value, marked: retried.marked }) : one
      }),
    exportRun: ({ runId, since }) =>
      kept(async () => {
        const made = await makeExport(store, { run: runOf(runId), since, now: now() })
        return made === null ? noSuchRun : done(made)
      }),
    takeExport: ({ runId, exportId }) =>
      kept(async () => {
        const run = runOf(runId)
        if (!(await store.write('takeExport', { run, id: Number(exportId.slice(1)) }))) return noSuchExport
        needs.runsMoved([{ run, places: [] }])
        return found(run)
      }),
  }
}
