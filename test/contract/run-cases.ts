import { type ContractCase, check } from './contract-case.ts'

export const runCases: ContractCase[] = [
  {
    name: 'a run is planned for later, waits for its time, and is taken back; impossible times are refused',
    run: async (desk) => {
      const inAnHour = Date.now() + 3_600_000
      const run = {
        submissionId: crypto.randomUUID(),
        name: 'Thu 13, South',
        questionId: 'delivery',
        rows: [{ to: '+44 7700 900 001', fields: { weekday: 'Thursday' } }],
        startsAt: new Date(inAnHour).toISOString(),
      }
      const early = await desk.createRun({ ...run, until: new Date(inAnHour - 60_000).toISOString() })
      check(!early.ok && early.problem.code === 'run-until-early', 'an end before the start is refused', early)
      const far = await desk.createRun({ ...run, startsAt: new Date(inAnHour + 31 * 86_400_000).toISOString() })
      check(!far.ok && far.problem.code === 'run-too-far', 'a far day is refused', far)
      const second = { at: new Date(inAnHour + 7_200_000).toISOString(), text: 'Still there? 1, 2 ({weekday}) or 3' }
      const refusals = [
        [{ ...second, at: run.startsAt }, 'chase-too-early'],
        [{ ...second, defaultAt: second.at, option: '3' }, 'chase-too-early'],
        [{ ...second, option: '3' }, 'chase-no-option'],
        [{ ...second, defaultAt: new Date(inAnHour + 9_000_000).toISOString(), option: '4' }, 'chase-no-option'],
        [{ ...second, text: 'Still there, {name}?' }, 'chase-field'],
      ] as const
      for (const [chase, code] of refusals) {
        const answer = await desk.createRun({ ...run, chase })
        check(!answer.ok && answer.problem.code === code, code, answer)
      }
      const until = new Date(inAnHour + 60_000).toISOString()
      const made = await desk.createRun({ ...run, until, chase: second })
      const is = made.ok ? made.value.run : null
      check(is?.state === 'held' && is.startsAt === run.startsAt && is.until === until, 'it is planned', made)
      check(is?.chase?.second.at === second.at && is.chase.byDefault === null, 'its second text is planned', made)
      const again = await desk.createRun({ ...run, until, chase: second })
      check(again.ok && again.value.run.id === is?.id, 'pressed again it is the same', again)
      const back = await desk.stopRun({ runId: is?.id ?? '' })
      check(back.ok && back.value.run.outcomes['not-sent'] === 1, 'nothing has left', back)
      const rest = await desk.discardRun({ runId: is?.id ?? '' })
      check(rest.ok && rest.value.run.state === 'done', 'it is thrown away', rest)
    },
  },
]
