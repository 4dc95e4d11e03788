import { type ContractCase, check, list, silent, until } from './contract-case.ts'

export const textsOutCases: ContractCase[] = [
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
      check(
        sent.ok && ['queued', 'sending', 'submitted'].includes(sent.value.message.state),
        'sendNotice answers once queued',
        sent,
      )
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
        [
          await desk.sendNotice({
            submissionId: id(),
            to: silent,
            questionId: 'delivery',
            fields: { weekday: 'Cancel' },
          }),
          'reserved-word',
        ],
        [await desk.fileReply({ submissionId: id(), messageId: 'm999', option: '1' }), 'no-such-message'],
        [await desk.closeReply({ messageId: 'm999' }), 'no-such-message'],
        [await desk.closeText({ messageId: 'm999' }), 'no-such-message'],
        [await desk.reopen({ messageId: 'm999' }), 'no-such-message'],
        [await desk.releaseText({ messageId: 'm999' }), 'no-such-message'],
        [await desk.cancelText({ messageId: 'm999' }), 'no-such-message'],
        [await desk.sendSms({ submissionId: id(), to: silent, text: 'x', inReplyTo: 'm999' }), 'no-such-message'],
        [await desk.sendSms({ submissionId: id(), to: silent, text: 'x', again: 'm999' }), 'no-such-message'],
      ] as const
      for (const [answer, code] of cases)
        check(!answer.ok && answer.problem.code === code && /[A-Z].*\.$/.test(answer.problem.text), code, answer)
      check((await list(desk)).length === 0, 'nothing was sent')
    },
  },
  {
    name: 'all sending stops with one call, and goes on with another; what waits can be cancelled',
    run: async (desk) => {
      const stopped = await desk.stopSending({})
      check(stopped.ok && stopped.value.stop?.why === 'person', 'stopped', stopped)
      const [first, second] = await Promise.all(
        ['One', 'Two'].map((text) => desk.sendSms({ submissionId: crypto.randomUUID(), to: silent, text })),
      )
      check(first?.ok === true && second?.ok === true, 'both are queued', [first, second])
      const played = await desk.playCustomer({ customer: silent, text: 'are you there?' })
      check(played.ok, 'a customer texts', played)
      await until('the reply', async () => (await list(desk)).some(({ direction }) => direction === 'inbound'))
      const again = await desk.stopSending({})
      check(again.ok && again.value.stop?.since === stopped.value.stop?.since, 'the first time stays', again)
      const cancelled = await desk.cancelText({ messageId: first.value.message.id })
      check(cancelled.ok && cancelled.value.message.state === 'cancelled', 'cancelled', cancelled)
      const waits = (await list(desk)).find(({ id }) => id === second.value.message.id)
      check(waits?.state === 'queued', 'the other waits', waits)
      const state = await desk.getDesk({})
      check(state.ok && state.value.stop !== null && state.value.counts.queued === 1, 'the state says so', state)
      const goesOn = await desk.resumeSending({})
      check(goesOn.ok && goesOn.value.stop === null, 'it goes on', goesOn)
      const stateOf = async (id: string) => (await list(desk)).find((message) => message.id === id)?.state
      await until('it leaves', async () => (await stateOf(second.value.message.id)) === 'delivered')
      check((await stateOf(first.value.message.id)) === 'cancelled', 'what was cancelled stays', await list(desk))
      const late = await desk.cancelText({ messageId: second.value.message.id })
      check(!late.ok && late.problem.code === 'too-late', 'what has left is not cancelled', late)
      const notHeld = await desk.releaseText({ messageId: second.value.message.id })
      check(!notHeld.ok && notHeld.problem.code === 'not-held', 'what is not held is not released', notHeld)
    },
  },
  {
    name: 'what failed is told by reason and goes again once, and all that waits is taken back',
    run: async (desk) => {
      const unreachable = '+44 7700 900006'
      await desk.sendSms({ submissionId: 'lost', to: unreachable, text: 'On our way' })
      const failed = async () => {
        const answer = await desk.listFailed({})
        if (!answer.ok) throw new Error(answer.problem.text)
        return answer.value
      }
      await until('it fails', async () => (await failed()).groups.length === 1)
      const [group] = (await failed()).groups
      check(group?.texts === 1 && group.again.length === 1 && !group.unsure, 'one group of one text', group)
      await desk.stopSending({})
      const press = { submissionId: 'press', messageIds: group.again }
      const [once, twice] = [await desk.textAgain(press), await desk.textAgain(press)]
      check(once.ok && once.value.queued === 1, 'it goes again', once)
      check(twice.ok && twice.value.queued === 1, 'said again it is the same', twice)
      const none = await desk.textAgain({ ...press, submissionId: 'other' })
      check(!none.ok && none.problem.code === 'nothing-again', 'another window comes too late', none)
      const { waiting } = await failed()
      check(waiting.texts === 1, 'one waits', waiting)
      const cancelled = await desk.cancelWaiting({ upTo: waiting.upTo })
      check(cancelled.ok && cancelled.value.cancelled === 1, 'it is taken back', cancelled)
      check((await failed()).groups[0]?.again.length === 1, 'and the lost one is there again', await failed())
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
]
