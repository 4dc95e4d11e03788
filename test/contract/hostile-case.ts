import fc from 'fast-check'
import { callNames } from '../../src/shared/desk-names.ts'
import { type ContractCase, check, list } from './contract-case.ts'

type Loose = Record<string, (argument: unknown) => Promise<{ ok: boolean; problem?: { code: string; text: string } }>>

/**
 * Arguments that no reader takes, or that at least change nothing: those that were thought of, and the rest made from
 * one seed, so that a failure repeats.
 *
 * @param count of both, so many that a good part is made
 */
function hostileArguments(count: number): unknown[] {
  const fixed: unknown[] = [
    null,
    0,
    -1,
    1e308,
    true,
    '',
    'x',
    [],
    [[]],
    {},
    { __proto__: null },
    JSON.parse('{"__proto__":{"admin":true}}'),
    { constructor: { prototype: { admin: true } } },
    { submissionId: 'a' },
    { to: '447700900123' },
    { number: 447700900123 },
    { number: ['447700900123'] },
    { submissionId: 'a', number: ['447700900123'] },
    { submissionId: 'a', number: '%' },
    { submissionId: 'a', number: '447700900123', all: true },
    { submissionId: '', number: '447700900123' },
    { number: '447700900123', extra: 1 },
    { number: '4'.repeat(65) },
    { number: "447700900123' OR 1=1 --" },
    { limit: 0 },
    { limit: 201 },
    { limit: 1.5 },
    { limit: '10' },
    { before: -1 },
    { mode: 'LIVE' },
    { mode: ['live'] },
    { url: 'file:///etc/passwd' },
    { url: 'javascript:alert(1)' },
    { messageId: 'm0' },
    { messageId: "m1' OR 1=1 --" },
    { messageId: { $ne: null } },
    { messageId: 'm9999999999999999' },
    { gapId: 0 },
    { gapId: '1' },
    { gapId: 1.5 },
    { gapId: 2 ** 53 },
    { gapId: 9999 },
    { backupId: '' },
    { backupId: 1 },
    { backupId: '../../desk' },
    { backupId: '0000001-20261122T060000Z/../../../etc/passwd' },
    { backupId: ['0000001-20261122T060000Z'] },
    { backupId: '0000001-20261122T060000Z', extra: 1 },
    { anyway: false },
    { anyway: 'true' },
    { submissionId: 'a', passphrase: 'too short', summary: '' },
    { submissionId: 'a', passphrase: 'long enough', summary: 'x'.repeat(4001) },
    { id: '../../../../etc/passwd', passphrase: 'long enough' },
    { id: '../incoming/0123456789', offset: 0, bytes: '' },
    { id: '0123456789abcdef', offset: -1, bytes: '' },
    { id: '0123456789abcdef', offset: 2 ** 33, bytes: 'AAAA' },
    { id: '0123456789abcdef', offset: 0, bytes: 'no base64' },
    { id: '0123456789abcdef', offset: 0, bytes: 'A'.repeat(240_004) },
    { id: '0123456789abcdef', passphrase: 'of no file here' },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: 'm1 OR 1=1' },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: 1 },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: null },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: 'm999' },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: { messageId: 'm1' } },
    { submissionId: 'a', to: '447700900123', questionId: 'delivery', fields: { weekday: 'x' }, inReplyTo: 'm999' },
    { submissionId: 'a', to: '447700900123', text: 'x', again: 'm999' },
    { submissionId: 'a', to: '447700900123', text: 'x', again: 'm999', anyway: true },
    { submissionId: 'a', to: '447700900123', text: 'x', again: ['m1'] },
    { submissionId: 'a', to: '447700900123', text: 'x', again: null },
    { submissionId: 'a', to: '447700900123', text: 'x', again: 'm1', anyway: 'yes' },
    { submissionId: 'a', to: ['447700900123'], text: 'x' },
    { submissionId: 'a', to: '447700900123', text: 'x', extra: 1 },
    { submissionId: 'a', to: '447700900123', text: 'x'.repeat(4000) },
    { submissionId: '', to: '447700900123', text: 'x' },
    { submissionId: 'a', to: '447700900123', questionId: 'delivery', fields: { weekday: 7 } },
    { submissionId: 'a', to: '447700900123', questionId: '../../x', fields: {} },
    { figure: 'everything' },
    { figure: 'sent', after: '1' },
    { figure: 'sent', hour: 24 },
    { from: '2026-02-30' },
    { before: "2026-01-01' OR 1=1" },
    { runId: 'run999', since: 'never' },
    { runId: 'run1', since: 'start', extra: 1 },
    { runId: 'run1', exportId: 'x0' },
    { runId: 'run1', exportId: "x1' OR 1=1" },
    { submissionId: 'a', runId: 'run1', places: [] },
    { submissionId: 'a', runId: 'run1', places: [0] },
    { submissionId: 'a', runId: 'run1', places: ['1'] },
    { submissionId: 'a', runId: 'run1', places: [1], alsoUnsure: 'yes' },
    { submissionId: 'a', messageIds: [] },
    { submissionId: 'a', messageIds: 'm1' },
    { submissionId: 'a', messageIds: ['m999'] },
    { submissionId: 'a', messageIds: ["m1' OR 1=1"] },
    { upTo: 0 },
    { upTo: '1' },
    { tab: 'needs-you', after: "1-x' OR 1=1" },
    { customer: '447700900123', upTo: 0 },
    { customer: '447700900123', until: 'tomorrow' },
    { customer: '447700900123', name: 'x'.repeat(201) },
    { savedReplyId: '../x', name: 'x', text: 'x' },
    { submissionId: 'a', to: '447700900123', text: 'x', holdSeconds: 31 },
    { submissionId: 'a', to: '447700900123', text: 'x', wholeThread: true },
    { query: 5 },
    { query: 'x'.repeat(1000) },
    { country: 'gb' },
    { country: 5 },
    { language: 'xx' },
    { theme: 'pink' },
    { apiKey: '', apiSecret: '', number: '' },
  ]
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.record({ submissionId: fc.jsonValue(), to: fc.jsonValue(), text: fc.jsonValue() }),
    fc.record({ limit: fc.jsonValue(), before: fc.jsonValue(), direction: fc.jsonValue() }),
    fc.record({ messageId: fc.string(), option: fc.string(), submissionId: fc.string() }),
    fc.record({ submissionId: fc.string(), to: fc.string(), text: fc.string(), inReplyTo: fc.jsonValue() }),
    fc.record({ query: fc.jsonValue(), limit: fc.jsonValue() }),
    fc.record({ number: fc.jsonValue() }),
    fc.dictionary(fc.string(), fc.jsonValue()),
  )
  // Nothing at all is a good argument for some calls, one of which then makes a backup: the fixed ones have it.
  const hostile = anything.filter((argument) => !isNothing(argument))
  const made = fc.sample(hostile, { numRuns: count - fixed.length, seed: 20_261_122 })
  const all = [...fixed, ...made]
  // The list of those that were thought of grows, and below no or a negative number of runs fast-check makes nothing.
  check(all.length === count && made.length >= count / 3, `${count} hostile arguments, a third of them made`, {
    fixed: fixed.length,
    made: made.length,
  })
  return all
}

/**
 * @param count hostile arguments a call
 * @param every only one in so many of them for each call, and for the next call the one after it
 */
export const hostileCase = (count: number, every = 1): ContractCase => ({
  name: `${every === 1 ? '' : `one in ${every} of `}${count} hostile arguments a call are refused as data, and change nothing`,
  run: async (desk) => {
    const before = JSON.stringify([await list(desk), await desk.getDesk({})])
    const loose = desk as unknown as Loose
    const all = hostileArguments(count)
    for (const [turn, name] of callNames.entries()) {
      const hostile = all.filter((_, index) => index % every === turn % every)
      for (let from = 0; from < hostile.length; from += 100) {
        const some = hostile.slice(from, from + 100)
        const answers = await Promise.all(some.map((argument) => loose[name]?.(argument)))
        for (const [index, answer] of answers.entries()) checkHostile(name, some[index], answer)
      }
    }
    const after = JSON.stringify([await list(desk), await desk.getDesk({})])
    check(before === after, 'no state changed', after)
  },
})

/**
 * For these an empty argument is a valid one: an empty change of settings changes nothing, what was stopped goes on, a
 * backup more is none, and a look is only a look.
 */
const takesNothing = [
  'saveSettings',
  'stopSending',
  'resumeSending',
  'showLog',
  'makeBackup',
  'checkEverything',
  'proveReach',
]
const harmless = [
  'getDesk',
  'getCustomer',
  'exportCustomer',
  'listMessages',
  'listFailed',
  'searchMessages',
  'listBackups',
  'listRuns',
  'getListColumns',
  'getFigures',
]

function checkHostile(
  name: string,
  argument: unknown,
  answer: Awaited<ReturnType<NonNullable<Loose[string]>>> | undefined,
) {
  check(answer !== undefined && typeof answer.ok === 'boolean', `${name} answers data`, [argument, answer])
  if (!answer.ok)
    check(typeof answer.problem?.code === 'string' && answer.problem.text.length > 0, `${name} says why`, answer)
  else
    check(harmless.includes(name) || (takesNothing.includes(name) && isNothing(argument)), `${name} refuses`, argument)
}

const isNothing = (argument: unknown) =>
  argument === null || (typeof argument === 'object' && !Array.isArray(argument) && Object.keys(argument).length === 0)
