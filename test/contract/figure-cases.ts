import { type ContractCase, check, until } from './contract-case.ts'

const day = (days: number) => {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** What the figures say, and who stands behind them. */
export const figureCases: ContractCase[] = [
  {
    name: 'a text and its answer are counted, and the numbers lead to the customer',
    run: async (desk) => {
      const empty = await desk.getFigures({})
      check(empty.ok && empty.value.sent === 0 && empty.value.days.length === 30, 'at first there is nothing', empty)
      const sent = await desk.sendNotice({
        submissionId: 'figures',
        to: '+44 7700 900001',
        questionId: 'delivery',
        fields: { weekday: 'Thursday' },
      })
      check(sent.ok, 'a question leaves', sent)
      await until('the answer', async () => {
        const figures = await desk.getFigures({ from: day(-1), before: day(2) })
        return figures.ok && figures.value.outcomes.answered === 1 && figures.value.kinds.thanks === 1
      })
      const figures = await desk.getFigures({})
      check(figures.ok && figures.value.asked === 1 && figures.value.minutes.answers === 1, 'it is counted', figures)
      const [option] = figures.value.options
      check(option?.digit === '2' && option.label === '{weekday}' && option.answered === 1, 'by option', figures)
      const { questionId, digit, label } = option
      const people = await desk.listFigurePeople({ figure: 'answered', option: { questionId, digit, label } })
      check(people.ok && people.value.people[0]?.customer === '447700900001', 'by the customer', people)
      check(people.value.people.length === 1 && people.value.after === null, 'who is alone', people)
      const past = await desk.listFigurePeople({ figure: 'sent', from: day(-9), before: day(-8) })
      check(past.ok && past.value.people.length === 0, 'and was not there before', past)
    },
  },
  {
    name: 'a range that ends before it begins, and a run that is not there, are refused',
    run: async (desk) => {
      for (const [asked, code] of [
        [{ from: day(0), before: day(0) }, 'figures-range'],
        [{ from: day(-400) }, 'figures-range'],
        [{ runId: 'run9' }, 'no-such-run'],
      ] as const) {
        const figures = await desk.getFigures(asked)
        check(!figures.ok && figures.problem.code === code, code, figures)
        const people = await desk.listFigurePeople({ figure: 'sent', ...asked })
        check(!people.ok && people.problem.code === code, code, people)
      }
    },
  },
]
