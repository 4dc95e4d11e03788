import { type ContractCase, check, silent, until } from './contract-case.ts'

export const readingCases: ContractCase[] = [
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
      // Texts are stamped to the second, and of the same second the STOP counts.
      await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)))
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
]
