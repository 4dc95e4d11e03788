import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgedLines } from '../../../src/renderer/runs/judged-lines.ts'
import type { Line } from '../../../src/renderer/runs/verdicts.ts'
import type { NumberCheck } from '../../../src/shared/run.ts'
import { judgeAll, judgeOf } from './judge-all.ts'

/** Few telephones, each written in several ways: most lines share theirs with others. */
const telephones = ['447700900001', '447700900002', '442079460991']
const spellings = telephones.flatMap((msisdn) => [`+${msisdn}`, `00${msisdn}`, `0${msisdn.slice(2)}`])
const numbers = [...spellings, 'x', '', '4.4E+11']
const check = (typed: string): NumberCheck => {
  const msisdn = telephones[(spellings.indexOf(typed) / 3) | 0]
  if (!spellings.includes(typed) || msisdn === undefined) return { ok: false, code: 'number-not-read', text: '' }
  const isSecond = msisdn === telephones[1]
  return {
    ok: true,
    msisdn,
    shown: `+${msisdn}`,
    national: /^0[1-9]/.test(typed),
    country: 'GB',
    landline: msisdn === telephones[2],
    optedOut: false,
    waiting: isSecond,
    taken: isSecond ? ['1'] : [],
    ours: false,
  }
}
const columns = { phones: [0], name: 1, fields: { weekday: 2 } }

const number = fc.constantFrom(...numbers)
const what = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), typed: number }),
  fc.record({ kind: fc.constant('mend' as const), at: fc.nat(19), typed: number }),
  fc.record({ kind: fc.constant('more' as const), count: fc.integer({ min: 1, max: 8 }) }),
)
const answer = (typed: string) => ({ what: { kind: 'answer' as const, typed }, isShown: false })
const lateSteps = fc.array(fc.record({ what, isShown: fc.boolean() }), { maxLength: 25, size: 'max' })
/** Often most is known early: only then have lines anything to do with each other that a correction can undo. */
const steps = fc
  .tuple(fc.oneof(fc.constant(numbers), fc.subarray(numbers)), fc.nat(12), lateSteps)
  .map(([early, count, late]) => [
    { what: { kind: 'more' as const, count }, isShown: false },
    ...early.map(answer),
    { what: { kind: 'more' as const, count: 0 }, isShown: true },
    ...late,
  ])
const list = fc.array(fc.tuple(number, fc.constantFrom('Anna', 'anna', 'Ben'), fc.constantFrom('Friday', '')), {
  minLength: 6,
  maxLength: 20,
})

/**
 * A list as it comes: some lines, answers, corrections, in any order; and whenever it is shown, the same list judged at
 * once.
 *
 * @param alone only the lines that changed are put in, as if no line had anything to do with another
 */
function* story(cells: string[][], happen: readonly Step[], alone = false): Generator<{ bit: Line[]; atOnce: Line[] }> {
  const table = { header: [], lines: [] as string[][], besides: { header: 0, blank: 0 } }
  const known = new Set<string>()
  const mended = new Map<number, string>()
  const over = {
    columns,
    check: (typed: string) => (known.has(typed) ? check(typed) : undefined),
    typed: (index: number) => mended.get(index) ?? cells[index]?.[0] ?? '',
  }
  const judgeAlone = judgeOf(table, over)
  const judged = judgedLines(judgeAlone)
  const naive: Line[] = []
  for (const { what: step, isShown } of happen) {
    let changed: readonly number[] = []
    if (step.kind === 'answer') {
      known.add(step.typed)
      changed = judged.withNumber(step.typed)
    } else if (step.kind === 'mend') {
      if (step.at >= table.lines.length) continue
      mended.set(step.at, step.typed)
      changed = [step.at]
    } else {
      const from = table.lines.length
      table.lines.push(...cells.slice(from, from + step.count))
      changed = table.lines.map((_, index) => index).slice(from)
    }
    for (const index of changed) naive[index] = judgeAlone(index).line
    for (const _ of judged.judge([...changed]));
    if (!isShown) continue
    for (const _ of judged.settle());
    yield { bit: alone ? [...naive] : judged.lines(), atOnce: judgeAll(table, over) }
  }
}
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never

/** At the end everything is known. */
const rest: Step[] = [
  { what: { kind: 'more', count: 20 }, isShown: false },
  ...numbers.map((typed) => ({ what: { kind: 'answer' as const, typed }, isShown: true })),
]

test('lines that are judged bit by bit are those of a list that is judged at once, whenever they are shown', () => {
  fc.assert(
    fc.property(list, steps, (cells, some) => {
      for (const { bit, atOnce } of story(cells, [...some, ...rest])) expect(bit).toEqual(atOnce)
    }),
    { numRuns: 100 },
  )
})

test('control: judged each alone, they would not be', () => {
  const differ = fc
    .sample(fc.tuple(list, steps), 50)
    .filter(([cells, some]) =>
      [...story(cells, [...some, ...rest], true)].some(
        ({ bit, atOnce }) => JSON.stringify(bit) !== JSON.stringify(atOnce),
      ),
    )
  expect(differ.length).toBeGreaterThan(25)
})

test('what was shown before is not changed by what is judged later', () => {
  const cells = [
    ['+447700900001', 'Anna', 'Friday'],
    ['00447700900001', 'Ben', 'Friday'],
  ]
  const seen = [...story(cells, rest)].map(({ bit }) => ({ bit, was: structuredClone(bit) }))
  for (const { bit, was } of seen) expect(bit).toEqual(was)
  expect(seen.at(-1)?.bit.map(({ verdict }) => verdict)).toEqual(['other-name', 'other-name'])
})
