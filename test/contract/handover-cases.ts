import { type ContractCase, check, list, silent } from './contract-case.ts'

const passphrase = 'correct horse battery'

export const handoverCases: ContractCase[] = [
  {
    name: 'a desk that is handed over only reads, repeated it is the same, and taken back it goes on',
    run: async (desk) => {
      await desk.sendSms({ submissionId: crypto.randomUUID(), to: silent, text: 'On our way' })
      const none = await desk.showHandover({})
      check(!none.ok && none.problem.code === 'no-such-handover', 'there is none yet', none)
      const form = { submissionId: crypto.randomUUID(), passphrase, summary: 'Nothing is open.' }
      const made = await Promise.all([1, 2].map(() => desk.makeHandover(form)))
      check(
        made.every(({ ok }) => ok),
        'it is made',
        made,
      )
      check(JSON.stringify(made[0]) === JSON.stringify(made[1]), 'once', made)
      const second = await desk.makeHandover({ ...form, submissionId: crypto.randomUUID() })
      check(!second.ok && second.problem.code === 'handed-over-already', 'no second one', second)
      const state = await desk.getDesk({})
      check(state.ok && state.value.handedOver?.file?.fileName.endsWith('.desk') === true, 'it is said', state)
      const sent = await desk.sendSms({ submissionId: crypto.randomUUID(), to: silent, text: 'Hello' })
      check(!sent.ok && sent.problem.code === 'handed-over', 'nothing is sent', sent)
      const changed = await desk.saveSettings({ confirmStop: true })
      check(!changed.ok && changed.problem.code === 'handed-over', 'nothing is changed', changed)
      check((await desk.saveSettings({ theme: 'dark' })).ok, 'but the window')
      check((await desk.playCustomer({ customer: silent, text: 'are you there?' })).ok, 'customers still text')
      const back = await desk.takeBackDesk({ anyway: true })
      check(back.ok && (await desk.takeBackDesk({ anyway: true })).ok, 'it is taken back, twice is once', back)
      check((await list(desk)).length === 2, 'and the reply is there')
      const again = await desk.makeHandover(form)
      check(!again.ok && again.problem.code === 'handover-taken-back', 'the same form does nothing more', again)
      check((await desk.sendSms({ submissionId: 'after', to: silent, text: 'Hello' })).ok, 'and it sends')
    },
  },
  {
    name: 'a file that is brought goes on where it was; one that is no handover changes nothing',
    run: async (desk) => {
      const id = crypto.randomUUID()
      const put = async (offset: number, text: string, of = id) => {
        const answer = await desk.putHandover({ id: of, offset, bytes: btoa(text) })
        check(answer.ok, 'a piece is taken', answer)
        return answer.value.received
      }
      check((await put(5, 'early')) === 0, 'what is too early waits')
      check((await put(0, 'hello ')) === 6 && (await put(0, 'hello ')) === 6, 'twice is once')
      check((await put(6, '')) === 6, 'an empty piece asks')
      check((await put(6, 'world')) === 11, 'it goes on')
      const read = await desk.readHandover({ id, passphrase })
      check(!read.ok && read.problem.code === 'handover-damaged', 'it is no handover', read)
      const taken = await desk.takeHandover({ id, passphrase, anyway: true })
      check(!taken.ok && taken.problem.code === 'handover-damaged', 'it is not taken', taken)
      const other = crypto.randomUUID()
      check((await put(0, 'another', other)) === 7, 'another one')
      const gone = await desk.readHandover({ id, passphrase })
      check(!gone.ok && gone.problem.code === 'no-such-handover', 'takes its place', gone)
      check((await list(desk)).length === 0, 'nothing was changed')
    },
  },
]
