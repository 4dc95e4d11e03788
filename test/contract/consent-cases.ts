import { type ContractCase, check, list, until } from './contract-case.ts'

export const consentCases: ContractCase[] = [
  {
    name: 'HELP and STOP are answered as the settings say, from the moment they are saved',
    run: async (desk) => {
      const say = async (customer: string, text: string) => {
        await desk.playCustomer({ customer, text })
        const find = async () =>
          (await list(desk)).find((each) => each.customer === customer.slice(1) && each.text === text)
        await until(`${text} from ${customer}`, async () => (await find()) !== undefined)
        return find()
      }
      const first = await say('+447700900561', 'HELP')
      check(first?.needsPerson === false && first.because?.rule === 'help', 'a HELP needs nobody', first)
      check(first.thanks?.text.includes('+44 7700 900000') === true, 'the answer names our number', first)
      const helpText = 'Dispatch. Ring 020 7946 0123.'
      const saved = await desk.saveSettings({ helpText: ` ${helpText} `, confirmStop: true })
      check(saved.ok && saved.value.helpText === helpText && saved.value.confirmStop, 'settings are kept', saved)
      const second = await say('+447700900562', 'HELP')
      check(second?.thanks?.text === helpText, 'the new answer', second)
      const stop = await say('+447700900563', 'STOP')
      check(stop?.thanks?.text.startsWith('You will get no more texts') === true, 'a STOP is confirmed', stop)
      await until('the confirmation', async () =>
        (await list(desk)).some(({ inReplyTo, state }) => inReplyTo === stop.id && state === 'delivered'),
      )
      await desk.saveSettings({ providerAnswers: true })
      const quiet = [await say('+447700900564', 'HELP'), await say('+447700900564', 'STOP')]
      for (const each of quiet)
        check(each?.needsPerson === false && each.thanks === null && each.noThanks === null, 'silence', each)
      const out = await desk.getCustomer({ number: '+447700900564' })
      check(out.ok && out.value.optedOut?.words === 'STOP', 'and yet the STOP is recorded', out)
    },
  },
  {
    name: 'a customer is handed a copy of everything, is erased, and stays opted out; the window is told',
    run: async (desk) => {
      const number = '+447700900571'
      const words = ['is it coming today?', 'STOP']
      for (const text of words) await desk.playCustomer({ customer: number, text })
      await until('both texts', async () => (await list(desk)).length === words.length)
      const known = await desk.getCustomer({ number: '07700 900571' })
      check(known.ok && known.value.texts === 2 && known.value.since !== null, 'two texts are kept', known)
      const copy = await desk.exportCustomer({ number: '07700 900571' })
      check(copy.ok && words.every((text) => copy.value.messages.some((each) => each.text === text)), 'a copy', copy)
      const erasures: number[] = []
      const undo = desk.on('desk', (state) => erasures.push(state.erasures))
      const draft = { submissionId: crypto.randomUUID(), number }
      const answers = await Promise.all([1, 2, 3].map(() => desk.eraseCustomer(draft)))
      for (const answer of answers)
        check(answer.ok && answer.value.erased.texts === 2 && answer.value.keptOptOut, 'erased once', answer)
      check((await list(desk)).length === 0, 'no text is left')
      await until('the window hears of it', async () => erasures.includes(1))
      undo()
      const out = await desk.sendSms({ submissionId: crypto.randomUUID(), to: number, text: 'hello' })
      check(!out.ok && out.problem.code === 'opted-out', 'the STOP is obeyed', out)
      const ours = await desk.eraseCustomer({ submissionId: crypto.randomUUID(), number: '+44 7700 900000' })
      check(!ours.ok && ours.problem.code === 'own-number', 'our own number is no customer', ours)
    },
  },
]
