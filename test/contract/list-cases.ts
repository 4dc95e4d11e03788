import { type ContractCase, check, silent } from './contract-case.ts'

export const listCases: ContractCase[] = [
  {
    name: 'of numbers it is known before a run where they are, and which are landlines',
    run: async (desk) => {
      const found = await desk.checkNumbers({ numbers: [silent, '020 7946 0991', '+33 6 39 98 01 23', '+44 7700'] })
      check(found.ok, 'checkNumbers answers', found)
      const told = found.value.numbers.map((each) => (each.ok ? `${each.country} ${each.landline}` : each.code))
      check(told.join() === 'GB false,GB true,FR false,number-length', 'in the order asked', told)
    },
  },
  {
    name: 'national numbers are read in the country that is said, and it is told which were',
    run: async (desk) => {
      const read = async (country?: string | null) => {
        const found = await desk.checkNumbers({ numbers: ['06 39 98 01 23', '+33 6 39 98 01 23'], country })
        check(found.ok, 'checkNumbers answers', found)
        return found.value.numbers.map((each) => (each.ok ? `${each.msisdn} ${each.national}` : each.code)).join()
      }
      check((await read('FR')) === '33639980123 true,33639980123 false', 'in that country', await read('FR'))
      check((await read(null)) === 'number-country,33639980123 false', 'in none', await read(null))
      check((await read()) === '44639980123 true,33639980123 false', 'in the desk’s own', await read())
    },
  },
  {
    name: 'what the columns of a list are is remembered by the columns, with the fields of every question',
    run: async (desk) => {
      const said = { list: ['mobile', 'who'], phones: ['mobile'], name: 'who' }
      for (const field of ['day', 'gate']) {
        const kept = await desk.keepListColumns({ ...said, fields: [[field, 'who']] })
        check(kept.ok, 'it is kept', kept)
      }
      const found = await desk.getListColumns({})
      check(found.ok, 'getListColumns answers', found)
      const of = found.value.lists.filter(({ list }) => list.join() === 'mobile,who')
      check(of.length === 1 && of[0]?.fields.join() === 'day,who,gate,who', 'once, with both', of)
    },
  },
  {
    name: 'a list whose field makes an option of a word that opts out is refused, and the word is known before',
    run: async (desk) => {
      const found = await desk.checkWords({ words: ['Friday', 'End', 'yes', 'help'] })
      check(found.ok && found.value.means.join() === ',opt-out,,help', 'in the order asked', found)
      const rows = ['Friday', 'End'].map((weekday, at) => ({ to: `+44770090012${at}`, fields: { weekday } }))
      const run = { submissionId: crypto.randomUUID(), name: 'Reserved', questionId: 'delivery', rows }
      const made = await desk.createRun(run)
      check(!made.ok && made.problem.code === 'reserved-word', 'refused', made)
      check(/^Line 2: “End” .* Nothing was sent\.$/.test(made.problem.text), 'in words', made)
    },
  },
  {
    name: 'what a text costs is known by country, and of a country without a price nothing is said',
    run: async (desk) => {
      const found = await desk.getPrices({ countries: ['GB', 'XX'] })
      check(found.ok, 'getPrices answers', found)
      const { prices } = found.value
      check(prices.length === 1 && prices[0]?.country === 'GB', 'only the country that has one', prices)
      check(prices[0].least > 0 && prices[0].least <= prices[0].most, 'from least to most', prices)
    },
  },
  {
    name: 'a long list goes through in one call, with all that it knows of its customers',
    run: async (desk) => {
      const rows = Array.from({ length: 1_500 }, (_, index) => ({
        to: `+4477009${10_000 + index}`,
        name: `Customer ${index}`,
        about: { note: 'x'.repeat(250) },
        fields: { weekday: 'Friday' },
      }))
      const made = await desk.createRun({
        submissionId: crypto.randomUUID(),
        name: 'Long',
        questionId: 'delivery',
        rows,
      })
      check(made.ok && made.value.run.rows === 1_500, 'all of it', made)
      const stopped = await desk.stopRun({ runId: made.value.run.id })
      check(stopped.ok, 'and it is taken back', stopped)
    },
  },
]
