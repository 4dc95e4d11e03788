import { type ContractCase, check, silent, until } from './contract-case.ts'

export const findCases: ContractCase[] = [
  {
    name: 'everything is found page by page, with who it was; filters hold and what is half typed is a word',
    run: async (desk) => {
      for (let index = 0; index < 5; index += 1)
        await desk.sendSms({ submissionId: crypto.randomUUID(), to: silent, text: `found ${index} 门口` })
      const find = async (query: string, limit?: number, before?: number) => {
        const found = await desk.find({
          query,
          ...(limit === undefined ? {} : { limit }),
          ...(before === undefined ? {} : { before }),
        })
        check(found.ok, 'find answers', found)
        return found.value
      }
      const texts = ({ messages }: { messages: { text: string }[] }) =>
        messages.map(({ text }) => text.slice(6, 7)).join()
      const first = await find('found', 2)
      check(texts(first) === '4,3' && first.next !== null, 'newest first', first)
      const second = await find('found', 2, first.next)
      check(texts(second) === '2,1' && second.next !== null, 'the next page', second)
      const last = await find('found', 2, second.next)
      check(texts(last) === '0' && last.next === null, 'and the last', last)
      check(texts(await find('门')) === '4,3,2,1,0', 'one Chinese character')
      const [, hit] = first.messages
      const beside = await desk.listAround({ messageId: hit?.id ?? '' })
      check(beside.ok && texts(beside.value) === '0,1,2,3,4', 'those around it', beside)
      const none = await desk.listAround({ messageId: 'm999' })
      check(!none.ok && none.problem.code === 'no-such-message', 'and none of a text that is not there', none)
      const byNumber = await find('07700 900555')
      check(byNumber.people[0]?.customer === '447700900555' && byNumber.people[0].texts === 5, 'a number', byNumber)
      check(texts(await find('2 person:900555 from:today')) === '2', 'filters')
      check(texts(await find('found before:today')) === '', 'a day that is over')
      const filtered = await find('found option:1 from:')
      check(filtered.filters.map(({ kind }) => kind).join() === 'option', 'what was understood', filtered)
      const made = await desk.createRun({
        submissionId: crypto.randomUUID(),
        name: 'Wed 12, North',
        questionId: 'delivery',
        rows: [{ to: '+44 7700 900001', name: 'Zoë Núñez', fields: { weekday: 'Friday' } }],
      })
      check(made.ok, 'a run is made', made)
      const [zoe] = (await find('nunez zo')).people
      check(zoe?.customer === '447700900001' && zoe.name === 'Zoë Núñez', 'a name of a list', zoe)
      const [hugh] = (await find('hugh')).people
      check(hugh?.name === 'Hugh Pryce' && hugh.texts === 0, 'practice’s own customers', hugh)
      await until('who was heard of last', async () => (await find('')).people[0]?.customer === '447700900555')
      const erased = await desk.eraseCustomer({ submissionId: crypto.randomUUID(), number: silent })
      check(erased.ok, 'and is erased', erased)
      const gone = await find('found')
      check(gone.messages.length === 0 && (await find('900555')).people.length === 0, 'is found no more', gone)
    },
  },
]
