import { type ContractCase, check } from './contract-case.ts'

const rows = [1, 2].map((index) => ({
  to: `+44 7700 90077${index}`,
  name: `Customer ${index}`,
  about: { Window: '8 to 10' },
  fields: { weekday: 'Thursday' },
}))

/** What is done with a run after it was made; within its hold, so that nothing leaves. */
export const runCases: ContractCase[] = [
  {
    name: 'a run is taken away as a file, then what has changed since; nobody is texted again who was not lost',
    run: async (desk) => {
      const made = await desk.createRun({ submissionId: 'c-run', name: 'Run', questionId: 'delivery', rows })
      check(made.ok, 'createRun makes a run', made)
      const runId = made.value.run.id
      const stopped = await desk.stopRun({ runId })
      check(stopped.ok && stopped.value.run.state === 'stopped', 'stopRun takes it back', stopped)

      const first = await desk.exportRun({ runId, since: 'last-export' })
      check(first.ok && first.value.rows.length === 2 && first.value.lastAt === null, 'all of it at first', first)
      const taken = await desk.takeExport({ runId, exportId: first.value.id })
      check(taken.ok && taken.value.run.exportedAt !== null, 'takeExport says since when', taken)
      await desk.settleRow({ runId, place: 2, as: 'Rang' })
      const next = await desk.exportRun({ runId, since: 'last-export' })
      check(next.ok && next.value.changed === 1 && next.value.rows[0]?.place === 2, 'then what has changed', next)
      check(next.value.rows[0]?.was?.outcome === 'not-sent', 'and from what', next)
      const unknown = await desk.takeExport({ runId, exportId: 'x999' })
      check(!unknown.ok && unknown.problem.code === 'no-such-export', 'no file that was not made', unknown)

      const again = await desk.retryRows({ submissionId: 'c-again', runId, places: [1, 2], alsoUnsure: true })
      check(!again.ok && again.problem.code === 'nothing-again', 'nobody was lost', again)
      for (const answer of [
        await desk.retryRows({ submissionId: 'c-none', runId: 'run999', places: [1] }),
        await desk.exportRun({ runId: 'run999', since: 'start' }),
      ])
        check(!answer.ok && answer.problem.code === 'no-such-run', 'no run that is not there', answer)
    },
  },
]
