import fc from 'fast-check'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { callNames } from '../../src/shared/desk-names.ts'

/**
 * What the contract promises, whichever shell carries it. Each case runs on a desk in practice mode with an empty
 * folder of its own; it throws when the promise is broken.
 */
export interface ContractCase {
  name: string
  run: (desk: DeskApi) => Promise<void>
}

function check(holds: boolean, what: string, seen?: unknown): asserts holds {
  if (!holds) throw new Error(`${what}${seen === undefined ? '' : `: ${JSON.stringify(seen)?.slice(0, 300)}`}`)
}

async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000
  while (Date.now() < end) {
    if (await ask()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${what} did not come about in 8 s`)
}

async function list(desk: DeskApi) {
  const listed = await desk.listMessages({ limit: 200 })
  check(listed.ok, 'listMessages answers', listed)
  return listed.value.messages
}

const silent = '+44 7700 900 555'
type Loose = Record<string, (argument: unknown) => Promise<{ ok: boolean; problem?: { code: string; text: string } }>>

/** Arguments that no reader takes, or that at least change nothing: 2,000 a call from one seed, so that a failure repeats. */
export function hostileArguments(count: number): unknown[] {
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
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: 'm1 OR 1=1' },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: 1 },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: null },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: 'm999' },
    { submissionId: 'a', to: '447700900123', text: 'x', inReplyTo: { messageId: 'm1' } },
    { submissionId: 'a', to: '447700900123', questionId: 'delivery', fields: { weekday: 'x' }, inReplyTo: 'm999' },
    { submissionId: 'a', to: ['447700900123'], text: 'x' },
    { submissionId: 'a', to: '447700900123', text: 'x', extra: 1 },
    { submissionId: 'a', to: '447700900123', text: 'x'.repeat(4000) },
    { submissionId: '', to: '447700900123', text: 'x' },
    { submissionId: 'a', to: '447700900123', questionId: 'delivery', fields: { weekday: 7 } },
    { submissionId: 'a', to: '447700900123', questionId: '../../x', fields: {} },
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
  return [...fixed, ...fc.sample(anything, { numRuns: count - fixed.length, seed: 20_261_122 })]
}

export const contractCases: ContractCase[] = [
  {
    name: 'a fresh desk is in practice mode and asks the delivery question with options 1, 2 and 3',
    run: async (desk) => {
      const got = await desk.getDesk({})
      check(got.ok, 'getDesk answers', got)
      const { mode, questions, practice, reach } = got.value
      check(mode === 'practice' && practice?.cast.length === 6, 'practice with six customers', got.value)
      check(reach.state === 'reachable', 'replies can arrive', reach)
      const [delivery] = questions
      check(delivery?.id === 'delivery' && delivery.fields.length > 0, 'the delivery question', delivery)
      check(delivery.options.map(({ digit }) => digit).join() === '1,2,3', 'its options', delivery)
    },
  },
  {
    name: 'a question is answered, understood and thanked for, and events say so with growing numbers',
    run: async (desk) => {
      const heard: { ids: string[]; seq: number }[] = []
      const stop = desk.on('message', (messages, seq) => heard.push({ ids: messages.map(({ id }) => id), seq }))
      const sent = await desk.sendNotice({
        submissionId: crypto.randomUUID(),
        to: '+44 7700 900 001',
        questionId: 'delivery',
        fields: { weekday: 'Thursday' },
      })
      check(sent.ok && ['queued', 'sending'].includes(sent.value.message.state), 'sendNotice answers once queued', sent)
      await until('the thanks', async () => (await list(desk)).some(({ thanks }) => thanks?.state === 'delivered'))
      const reply = (await list(desk)).find(({ direction }) => direction === 'inbound')
      check(reply?.because?.rule === 'option' && reply.because.option === '2', 'the reply is option 2', reply)
      await until('events', async () => heard.some(({ ids }) => ids.includes(reply.id)))
      stop()
      check(
        heard.every(({ seq }, index) => index === 0 || seq >= (heard[index - 1]?.seq ?? 0)),
        'numbers grow',
        heard,
      )
    },
  },
  {
    name: 'one submission is one text, however often it comes',
    run: async (desk) => {
      const draft = { submissionId: crypto.randomUUID(), to: silent, text: 'On our way' }
      const answers = await Promise.all(Array.from({ length: 10 }, () => desk.sendSms(draft)))
      check(
        answers.every((answer) => answer.ok),
        'each is answered',
        answers,
      )
      const texts = (await list(desk)).filter(({ customer }) => customer === '447700900555')
      check(texts.length === 1, 'one text', texts)
      const other = await desk.sendSms({ ...draft, text: 'Something else' })
      check(!other.ok && other.problem.code === 'already-sent', 'another text under it is refused', other)
    },
  },
  {
    name: 'pages are newest first, before is exclusive, and filters hold',
    run: async (desk) => {
      for (let index = 0; index < 5; index += 1)
        await desk.sendSms({ submissionId: crypto.randomUUID(), to: silent, text: `page ${index}` })
      const first = await desk.listMessages({ limit: 2 })
      check(first.ok && first.value.messages.map(({ text }) => text).join() === 'page 4,page 3', 'newest first', first)
      const next = await desk.listMessages({ limit: 2, before: first.value.messages[1]?.seq ?? 0 })
      check(next.ok && next.value.messages[0]?.text === 'page 2', 'before is exclusive', next)
      const inbound = await desk.listMessages({ direction: 'inbound' })
      check(inbound.ok && inbound.value.messages.length === 0, 'direction filters', inbound)
      const found = await desk.searchMessages({ query: 'page 3' })
      check(found.ok && found.value.messages.length === 1, 'search finds', found)
    },
  },
  {
    name: 'wrong input is a clear sentence: numbers, questions, fields, replies',
    run: async (desk) => {
      const id = () => crypto.randomUUID()
      const cases = [
        [await desk.sendSms({ submissionId: id(), to: 'call me', text: 'x' }), 'number-not-read'],
        [await desk.sendSms({ submissionId: id(), to: '+44 7700', text: 'x' }), 'number-length'],
        [await desk.sendSms({ submissionId: id(), to: '447700900000', text: 'x' }), 'own-number'],
        [await desk.sendSms({ submissionId: id(), to: silent, text: '  ' }), 'text-empty'],
        [await desk.sendNotice({ submissionId: id(), to: silent, questionId: 'none', fields: {} }), 'no-such-question'],
        [
          await desk.sendNotice({ submissionId: id(), to: silent, questionId: 'delivery', fields: {} }),
          'field-missing',
        ],
        [await desk.fileReply({ submissionId: id(), messageId: 'm999', option: '1' }), 'no-such-message'],
        [await desk.closeReply({ messageId: 'm999' }), 'no-such-message'],
        [await desk.closeText({ messageId: 'm999' }), 'no-such-message'],
        [await desk.reopen({ messageId: 'm999' }), 'no-such-message'],
        [await desk.sendSms({ submissionId: id(), to: silent, text: 'x', inReplyTo: 'm999' }), 'no-such-message'],
      ] as const
      for (const [answer, code] of cases)
        check(!answer.ok && answer.problem.code === code && /[A-Z].*\.$/.test(answer.problem.text), code, answer)
      check((await list(desk)).length === 0, 'nothing was sent')
    },
  },
  {
    name: 'a reply that a person answers needs nobody any more, and "done" can be taken back',
    run: async (desk) => {
      await desk.playCustomer({ customer: silent, text: 'can you come after 3?' })
      const find = async (id?: string) => (await list(desk)).find((each) => id === undefined || each.id === id)
      await until('the reply', async () => (await find()) !== undefined)
      const asking = await find()
      check(asking?.needsPerson === true && asking.answer === null && asking.doneAt === null, 'it waits', asking)
      const draft = { submissionId: crypto.randomUUID(), to: silent, text: 'Yes, at 4.', inReplyTo: asking.id }
      const elsewhere = await desk.sendSms({ ...draft, to: '+44 7700 900 556' })
      check(!elsewhere.ok && elsewhere.problem.code === 'other-customer', 'to another number it is refused', elsewhere)
      const answers = await Promise.all(Array.from({ length: 5 }, () => desk.sendSms(draft)))
      const [first] = answers
      check(first?.ok === true && first.value.message.inReplyTo === asking.id, 'the answer names its reply', first)
      const own = await desk.sendSms({ ...draft, submissionId: crypto.randomUUID(), inReplyTo: first.value.message.id })
      check(!own.ok && own.problem.code === 'no-such-message', 'our own text is no reply', own)
      await until('delivery', async () => (await find(asking.id))?.answer?.state === 'delivered')
      const answered = await find(asking.id)
      check(answered?.needsPerson === false && answered.thanks === null, 'it is answered and not thanked', answered)
      check((await list(desk)).length === 2, 'one answer was sent')
      const early = await desk.closeText({ messageId: first.value.message.id })
      check(!early.ok && early.problem.code === 'not-lost', 'what arrived is not done with', early)
      const reopened = await desk.reopen({ messageId: asking.id })
      check(reopened.ok && reopened.value.message.needsPerson, 'it waits again', reopened)
      const closed = await desk.closeReply({ messageId: asking.id })
      check(closed.ok && closed.value.message.doneAt !== null && !closed.value.message.needsPerson, 'done', closed)
      check((await desk.reopen({ messageId: asking.id })).ok, 'and taken back')
      const none = await desk.reopen({ messageId: first.value.message.id })
      check(!none.ok && none.problem.code === 'not-done', 'nothing to take back', none)
    },
  },
  {
    name: 'a text that failed is done with, and no longer counted',
    run: async (desk) => {
      // A landline of the cast.
      await desk.sendSms({ submissionId: crypto.randomUUID(), to: '+44 7700 900 006', text: 'On our way' })
      const failed = async () => {
        const state = await desk.getDesk({})
        const listed = await desk.listMessages({ only: 'failed' })
        check(state.ok && listed.ok, 'both answer')
        check(state.value.counts.failed === listed.value.messages.length, 'the count is the list', state.value.counts)
        return listed.value.messages
      }
      await until('failure', async () => (await failed()).length === 1)
      const [lost] = await failed()
      const done = await Promise.all([1, 2, 3].map(() => desk.closeText({ messageId: lost?.id ?? '' })))
      check(new Set(done.map((each) => each.ok && each.value.message.doneAt)).size === 1, 'once', done)
      check((await failed()).length === 0 && (await list(desk)).length === 1, 'it is not counted, and kept')
      check((await desk.reopen({ messageId: lost?.id ?? '' })).ok && (await failed()).length === 1, 'reopened')
    },
  },
  {
    name: 'a customer is known before anything is sent: what is dialled, the last text, and who has opted out',
    run: async (desk) => {
      const look = async (number: string) => {
        const got = await desk.getCustomer({ number })
        check(got.ok, 'getCustomer answers', got)
        return got.value
      }
      const fresh = await look('07700 900 555')
      check(fresh.msisdn === '447700900555' && fresh.shown === '+44 7700 900555', 'how it is dialled', fresh)
      check(fresh.optedOut === null && fresh.lastText === null, 'nothing is known yet', fresh)
      const stop = 'STOP, no more texts'
      await desk.playCustomer({ customer: silent, text: stop })
      await until('the opt-out', async () => (await look(silent)).optedOut !== null)
      const gone = await look(silent)
      check(gone.optedOut?.words === stop && gone.lastText?.text === stop, 'the customer’s words', gone)
      check(gone.optedOut.since === gone.lastText.at, 'since then', gone)
      const sent = await desk.sendSms({ submissionId: crypto.randomUUID(), to: silent, text: 'x' })
      check(!sent.ok && sent.problem.code === 'opted-out', 'and sending is refused', sent)
      await desk.playCustomer({ customer: silent, text: 'START' })
      await until('the opt-in', async () => (await look(silent)).optedOut === null)
      for (const [number, code] of [
        ['', 'number-empty'],
        ['call me', 'number-not-read'],
        ['+44 7700', 'number-length'],
        ['447700900000', 'own-number'],
      ] as const) {
        const got = await desk.getCustomer({ number })
        check(!got.ok && got.problem.code === code, code, got)
      }
    },
  },
  {
    name: 'numbers are read however they are typed',
    run: async (desk) => {
      for (const to of [
        '+44 7700 900556',
        '0044 7700 900556',
        '07700 900556',
        '447700900556',
        '(07700) 900-556',
        '＋４４ ７７００ ９００５５６',
      ]) {
        const sent = await desk.sendSms({ submissionId: crypto.randomUUID(), to, text: 'hello' })
        check(sent.ok && sent.value.message.customer === '447700900556', to, sent)
      }
    },
  },
  {
    name: '2,000 hostile arguments a call are refused as data, and change nothing',
    run: async (desk) => {
      const before = JSON.stringify([await list(desk), await desk.getDesk({})])
      const loose = desk as unknown as Loose
      const hostile = hostileArguments(2000)
      for (const name of callNames) {
        for (let from = 0; from < hostile.length; from += 100) {
          const some = hostile.slice(from, from + 100)
          const answers = await Promise.all(some.map((argument) => loose[name]?.(argument)))
          for (const [index, answer] of answers.entries()) checkHostile(name, some[index], answer)
        }
      }
      const after = JSON.stringify([await list(desk), await desk.getDesk({})])
      check(before === after, 'no state changed', after)
    },
  },
]

const harmless = ['getDesk', 'getCustomer', 'listMessages', 'searchMessages']

function checkHostile(
  name: string,
  argument: unknown,
  answer: Awaited<ReturnType<NonNullable<Loose[string]>>> | undefined,
) {
  check(answer !== undefined && typeof answer.ok === 'boolean', `${name} answers data`, [argument, answer])
  if (!answer.ok)
    check(typeof answer.problem?.code === 'string' && answer.problem.text.length > 0, `${name} says why`, answer)
  // An empty change of settings is a valid argument that changes nothing.
  else check(harmless.includes(name) || (name === 'saveSettings' && isEmpty(argument)), `${name} refuses`, argument)
}

const isEmpty = (argument: unknown) => argument === null || argument === undefined || Object.keys(argument).length === 0
