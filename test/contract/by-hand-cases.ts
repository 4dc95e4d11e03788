import { type ContractCase, check, list, silent, until } from './contract-case.ts'

export const byHandCases: ContractCase[] = [
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
      const look = async () => {
        const state = await desk.getDesk({})
        const listed = await desk.listMessages({ only: 'failed' })
        check(state.ok && listed.ok, 'both answer')
        return { count: state.value.counts.failed, messages: listed.value.messages }
      }
      const failed = async () => {
        const { count, messages } = await look()
        check(count === messages.length, 'the count is the list', { count })
        return messages
      }
      // The failure may come between the two answers.
      await until('failure', async () => (await look()).count === 1)
      const [lost] = await failed()
      const done = await Promise.all([1, 2, 3].map(() => desk.closeText({ messageId: lost?.id ?? '' })))
      check(new Set(done.map((each) => each.ok && each.value.message.doneAt)).size === 1, 'once', done)
      check((await failed()).length === 0 && (await list(desk)).length === 1, 'it is not counted, and kept')
      check((await desk.reopen({ messageId: lost?.id ?? '' })).ok && (await failed()).length === 1, 'reopened')
    },
  },
  {
    name: 'a text that failed is sent again as a text of its own; each says of the other, and only one press is one text',
    run: async (desk) => {
      const to = '+44 7700 900 006'
      const text = 'On our way'
      const press = (over: object) => desk.sendSms({ submissionId: crypto.randomUUID(), to, text, ...over })
      const first = await press({})
      check(first.ok, 'queued', first)
      const old = first.value.message.id
      const look = async (id: string) => (await list(desk)).find((each) => each.id === id)
      await until('failure', async () => (await look(old))?.state === 'failed')
      const twice = { submissionId: 'again', again: old }
      const presses = await Promise.all([press(twice), press(twice), press(twice)])
      const [second] = presses
      check(second?.ok === true, 'sent again', presses)
      const young = second.value.message
      check(
        presses.every((each) => each.ok && each.value.message.id === young.id),
        'once',
        presses,
      )
      check(young.triedBefore?.id === old && young.reference !== first.value.message.reference, 'of its own', young)
      const before = await look(old)
      check(before?.textedAgain?.id === young.id && before.doneAt !== null, 'the old one says so', before)
      const other = await press({ again: old })
      check(!other.ok && other.problem.code === 'again-already', 'a second time it asks', other)
      const elsewhere = await desk.sendSms({ submissionId: 'x', to: silent, text, again: old, anyway: true })
      check(!elsewhere.ok && elsewhere.problem.code === 'other-customer', 'to another number it is refused', elsewhere)
      check((await press({ again: old, anyway: true })).ok, 'and goes when it is said once more')
      check((await list(desk)).length === 3, 'three in all', await list(desk))
      await until('arrived', async () => (await list(desk)).every(({ state }) => state === 'failed'))
      await desk.sendSms({ submissionId: 'fine', to: silent, text })
      const fine = async () => (await list(desk)).find((each) => each.customer === '447700900555')
      await until('delivery', async () => (await fine())?.state === 'delivered')
      const arrived = await desk.sendSms({ submissionId: 'y', to: silent, text, again: (await fine())?.id ?? '' })
      check(!arrived.ok && arrived.problem.code === 'delivered-meanwhile', 'what arrived is asked for', arrived)
    },
  },
  {
    name: 'a reply among two open questions is filed for either, and for the other after all',
    run: async (desk) => {
      const ask = (weekday: string) =>
        desk.sendNotice({
          submissionId: crypto.randomUUID(),
          to: silent,
          questionId: 'delivery',
          fields: { weekday },
          anyway: true,
        })
      for (const day of ['Thursday', 'Friday']) {
        const asked = await ask(day)
        check(asked.ok, 'asked', asked)
        await until('it left', async () => (await list(desk))[0]?.state === 'delivered')
      }
      await desk.playCustomer({ customer: silent, text: 'tomorrow' })
      const find = async () => (await list(desk)).find(({ direction }) => direction === 'inbound')
      await until('the reply', async () => (await find()) !== undefined)
      const reply = await find()
      check(reply?.because?.why === 'two questions are open', 'either is meant', reply)
      const [own, other] = reply.questions
      check(own?.name === 'Delivery' && own.run === null && own.options[0]?.digit === '4', 'the newest is its own', own)
      check(other?.options.map(({ label }) => label)[1] === 'Thursday', 'and the one before', other)
      const file = (option: string, notice?: string) =>
        desk.fileReply({
          submissionId: crypto.randomUUID(),
          messageId: reply.id,
          option,
          ...(notice === undefined ? {} : { notice }),
        })
      for (const refused of [await file('1'), await file('4', other.notice), await file('1', 'n999')])
        check(!refused.ok && refused.problem.code === 'no-such-option', 'each digit is its own question’s', refused)
      const filed = await file('1', other.notice)
      check(filed.ok && filed.value.message.because?.option === '1', 'filed for the first', filed)
      check(filed.value.message.thanks?.text.includes('option 1') === true, 'and thanked for that', filed)
      const outcomes = async () => {
        const known = await desk.getThread({ customer: silent })
        check(known.ok, 'the person is known', known)
        return known.value.person.outcomes.map(({ outcome, option }) => option ?? outcome).join()
      }
      check((await outcomes()) === 'waiting,1', 'the other stays open', await outcomes())
      const moved = await file('5', own.notice)
      const { wasFor } = moved.ok ? (moved.value.message.because ?? {}) : {}
      check(wasFor?.notice === other.notice && wasFor.option === '1', 'what it was before is said', moved)
      check((await outcomes()) === '5,waiting', 'and that question waits again', await outcomes())
      const thanks = async () => (await list(desk)).filter(({ kind }) => kind === 'thanks').length
      const before = await thanks()
      const by = { submissionId: crypto.randomUUID(), messageId: reply.id, option: '6', untold: true as const }
      const quietly = await desk.fileReply(by)
      check(quietly.ok && quietly.value.message.because?.untold === true, 'filed without a text', quietly)
      check((await outcomes()) === '6,waiting' && (await thanks()) === before, 'nothing was sent for it')
    },
  },
]
