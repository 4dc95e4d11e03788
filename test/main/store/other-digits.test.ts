import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ask } from '../../../src/main/store/ask.ts'
import { deliveryQuestion, type Question } from '../../../src/shared/question.ts'
import { draft, now, openConversation } from '../../support/conversation.ts'
import { inboundText, receipt } from '../../support/store.ts'

const gate: Question = {
  id: 'delivery',
  name: 'Gate',
  text: 'Which gate? Reply 1 (north) or 2 (south).',
  fields: [],
  options: ['north', 'south'].map((label, index) => ({
    digit: String(index + 1),
    label,
    synonyms: [],
    acknowledgement: 'Option {digit}.',
  })),
  reask: { text: 'Please reply 1 or 2.', most: 1 },
}
const unsure = { ...gate, text: 'We come with 2 men. Reply 1 (north) or south.' }

/** Asks through the real store and has it taken, with the digits that the customer then reads. */
async function openAsking() {
  const conversation = await openConversation()
  const { store } = conversation
  const ask = (question: Question, over: Partial<Ask> = {}) => {
    const { text: _, notice: __, ...rest } = draft()
    return store.write('ask', { ...rest, question, fields: {}, ...over })
  }
  async function asked(question: Question, over: Partial<Ask> = {}, providerId: string = crypto.randomUUID()) {
    const queued = await ask(question, over)
    if (queued.kind !== 'queued') throw new Error(queued.kind)
    await conversation.settle(queued.seq, { kind: 'accepted', providerIds: [providerId] })
    const { text } = await conversation.messageOf(queued.seq)
    return { seq: queued.seq, providerId, text }
  }
  async function says(text: string, over: Parameters<typeof inboundText>[0] = {}) {
    await store.write('receive', inboundText({ text, ...over }))
    const [reply] = await store.ask('list', { direction: 'inbound', limit: 1 })
    return reply
  }
  const delivery = { fields: { weekday: 'Thursday' } }
  return { ...conversation, ask, asked, says, delivery }
}

test('a second question takes the next digits, a third those after them; a fourth asks a person', async () => {
  const { asked, ask, says, store, inbound, delivery, thanks } = await openAsking()
  await asked(deliveryQuestion, delivery)
  const second = await asked(deliveryQuestion, { fields: { weekday: 'Monday' } })
  expect(second.text).toContain('reply by typing 4 (tomorrow), 5 (Monday) or 6 (deliver to post office) below')
  expect(second.text).toContain('between 8am and 2pm')
  const third = await asked(gate)
  expect(third.text).toBe('Which gate? Reply 7 (north) or 8 (south).')
  expect(await ask(gate)).toEqual({ kind: 'no-digits' })
  expect(await store.ask('takenDigits', { customer: '447700900123', now })).toEqual([...'12345678'])
  expect(await says('5')).toMatchObject({
    because: { rule: 'option', option: '5', label: 'Monday' },
    options: [{ digit: '4' }, { digit: '5' }, { digit: '6' }],
    thanks: { text: 'Thank you for picking option 5. Your delivery is now fully scheduled in.' },
  })
  expect(await says('2')).toMatchObject({ because: { rule: 'option', option: '2', label: 'Thursday' } })
  expect(await says('option 8 please')).toMatchObject({ because: { rule: 'option', option: '8', label: 'south' } })
  // Changed, it is the same question's.
  expect(await says('6')).toMatchObject({ because: { option: '6', was: '5' } })
  expect((await inbound()).every(({ needsPerson }) => !needsPerson)).toBe(true)
  expect(await thanks()).toHaveLength(3)
  // None waits any more: the next one has its own digits again.
  expect((await asked(gate)).text).toBe('Which gate? Reply 1 (north) or 2 (south).')
})

test('a word that two open questions know asks a person, and one that a single question knows is its answer', async () => {
  const { asked, says, delivery } = await openAsking()
  await asked(deliveryQuestion, delivery)
  await asked(deliveryQuestion, delivery)
  expect(await says('tomorrow')).toMatchObject({
    needsPerson: true,
    because: { rule: 'person', why: 'two questions are open' },
    options: [{ digit: '4' }, { digit: '5' }, { digit: '6' }],
  })
  // The second was answered, and the first still waits.
  await says('5')
  expect(await says('tomorrow')).toMatchObject({ because: { why: 'two questions are open' } })
  const other = { customer: '447700900124' }
  await asked(gate, other)
  await asked(deliveryQuestion, { ...other, ...delivery })
  expect(await says('north', other)).toMatchObject({ because: { rule: 'option', option: '1', label: 'north' } })
  expect(await says('post office', other)).toMatchObject({ because: { rule: 'option', option: '5' } })
})

test('a no to one of two questions is not taken for the other one’s', async () => {
  const { asked, says, delivery } = await openAsking()
  const yes = {
    ...gate,
    text: 'At home? 1 (yes) or 2 (no)',
    options: gate.options.map((option, index) => ({ ...option, label: index === 0 ? 'yes' : 'no' })),
  }
  await asked(yes)
  await asked(deliveryQuestion, delivery)
  expect(await says('no')).toMatchObject({ needsPerson: true, because: { rule: 'person', why: 'says no or not' } })
})

test('what is asked again, and a filing by hand, keep the digits that the customer was given', async () => {
  const { asked, says, delivery, store, thanks, inbound } = await openAsking()
  await asked(deliveryQuestion, delivery)
  await says('1')
  await asked(deliveryQuestion, delivery)
  await asked(gate)
  await says('3')
  expect(await says('purple')).toMatchObject({ because: { why: 'no option in it' } })
  expect((await thanks()).at(-1)?.text).toBe('Please reply 4 or 5.')
  const [reply] = await inbound()
  const by = { submissionId: 'by-hand', seq: reply?.seq ?? 0, now }
  expect(await store.write('fileReply', { ...by, option: '1' })).toEqual({ kind: 'no-such-option' })
  expect(await store.write('fileReply', { ...by, option: '5' })).toEqual({ kind: 'filed' })
  expect((await thanks()).at(-1)?.text).toBe('Option 5.')
})

test('where a figure may be something else a person is asked, and may have it asked with its own digits', async () => {
  const { asked, ask, says, delivery } = await openAsking()
  await asked(deliveryQuestion, delivery)
  expect(await ask(unsure)).toEqual({ kind: 'no-digits' })
  expect((await asked(unsure, { ownDigits: true })).text).toBe(unsure.text)
  expect(await says('2')).toMatchObject({ because: { rule: 'person', why: 'two questions are open' } })
  const other = { customer: '447700900124' }
  // With nothing open there is nothing to be sure of.
  expect((await asked(unsure, other)).text).toBe(unsure.text)
})

test('said again after a lost answer, it is the same text; sent again, it keeps its digits', async () => {
  const { asked, ask, settle, messageOf, delivery } = await openAsking()
  await asked(deliveryQuestion, delivery)
  const first = await ask(gate, { submissionId: 'twice' })
  expect(await ask(gate, { submissionId: 'twice' })).toEqual({ ...first, kind: 'repeated' })
  const seq = first.kind === 'queued' ? first.seq : 0
  await settle(seq, { kind: 'unknown', code: 'timeout', text: 'Not known.' })
  const again = await ask(gate, { again: seq })
  expect((await messageOf(again.kind === 'queued' ? again.seq : 0)).text).toBe(
    'Which gate? Reply 4 (north) or 5 (south).',
  )
})

test('a question that is closed, or never arrived, leaves its digits free', async () => {
  const { asked, store, ask, settle } = await openAsking()
  await asked({ ...gate, closing: { hours: 1, late: 'person' } }, { now: now - 7_200_000 })
  await asked(gate)
  const other = { customer: '447700900124' }
  const { providerId } = await asked(gate, other)
  await store.write('receipt', receipt({ providerId, status: 'failed', errorCode: '1' }))
  const next = await ask(gate, other)
  const seq = next.kind === 'queued' ? next.seq : 0
  await settle(seq, { kind: 'accepted', providerIds: ['next'] })
  expect(await store.ask('bySeqs', [seq])).toMatchObject([{ text: gate.text }])
})

test('of two open questions with any digits, a digit files the one that has it, and no other', async () => {
  const { asked, says, inbound, store } = await openAsking()
  let count = 0
  const digits = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  const questionWith = (own: number[], word: string): Question => ({
    ...gate,
    text: `Choose: ${own.map((digit) => `${digit} (${word}${digit})`).join(', ')}`,
    options: own.map((digit) => ({
      digit: String(digit),
      label: `${word}${digit}`,
      synonyms: [],
      acknowledgement: 'Option {digit}.',
    })),
    reask: null,
  })
  await fc.assert(
    fc.asyncProperty(digits, digits, fc.boolean(), async (one, other, answersFirst) => {
      fc.pre(one.length + other.length <= 9)
      count += 1
      const customer = String(447_700_902_000 + count)
      await asked(questionWith(one, 'a'), { customer })
      if (answersFirst) await says(String(one[0]), { customer })
      const second = await asked(questionWith(other, 'b'), { customer })
      const given = Array.from(second.text.matchAll(/(\d) \(b\d\)/g), ([, digit = '']) => digit)
      expect(given).toHaveLength(other.length)
      const firsts = one.map(String)
      // While the first waits no digit is both's; once it was answered, one that is means the newest.
      if (!answersFirst) expect(given.filter((digit) => firsts.includes(digit))).toEqual([])
      for (const digit of [...firsts.filter((each) => !given.includes(each)), ...given]) {
        const reply = await says(digit, { customer })
        const label = given.includes(digit) ? /^b/ : /^a/
        expect(reply).toMatchObject({ because: { rule: 'option', option: digit, label: expect.stringMatching(label) } })
      }
      expect((await store.ask('list', { customer, direction: 'inbound' })).filter((each) => each.needsPerson)).toEqual(
        [],
      )
    }),
    { numRuns: 25 },
  )
  expect((await inbound()).length).toBeGreaterThan(25)
})
