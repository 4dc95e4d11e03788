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
      const runId = is?.id ?? ''
      const hours = (count: number) => new Date(inAnHour + count * 3_600_000).toISOString()
      const clash = await desk.rescheduleRun({ runId, startsAt: hours(1.8), until: null })
      check(!clash.ok && clash.problem.code === 'run-after-chase', 'not up to the second text', clash)
      const over = await desk.rescheduleRun({ runId, startsAt: hours(1) })
      check(!over.ok && over.problem.code === 'run-until-early', 'nor past the time after which nothing leaves', over)
      const later = await desk.rescheduleRun({ runId, startsAt: hours(1), until: hours(1.2) })
      const moved = later.ok ? later.value.run : null
      check(moved?.startsAt === hours(1) && moved.until === hours(1.2), 'it leaves at another time', later)
      const without = await desk.leaveOutChase({ runId })
      check(without.ok && without.value.run.chase?.second.done === 'left-out', 'without a second text', without)
      const much = await desk.rescheduleRun({ runId, startsAt: hours(5), until: null })
      check(much.ok && much.value.run.until === null, 'then at any time', much)
      const back = await desk.stopRun({ runId: is?.id ?? '' })
      check(back.ok && back.value.run.outcomes['not-sent'] === 1, 'nothing has left', back)
      const rest = await desk.discardRun({ runId: is?.id ?? '' })
      check(rest.ok && rest.value.run.state === 'done', 'it is thrown away', rest)
      const past = await desk.rescheduleRun({ runId, startsAt: hours(1) })
      check(!past.ok && past.problem.code === 'run-not-now', 'and has no time any more', past)
      for (const answer of [
        await desk.rescheduleRun({ runId: 'run999', startsAt: hours(1) }),
        await desk.leaveOutChase({ runId: 'run999' }),
      ])
        check(!answer.ok && answer.problem.code === 'no-such-run', 'no run that is not there', answer)
    },
  },
  {
    name: 'a list that was looked at before its customers were asked is refused, and asks them once it was looked at anew',
    run: async (desk) => {
      const to = '+44 7700 900777'
      const look = () => desk.checkNumbers({ numbers: [to] })
      const before = await look()
      check(before.ok && before.value.numbers.length === 1, 'it is looked at', before)
      const asked = { submissionId: 'l-asked', to, questionId: 'delivery', fields: { weekday: 'Thursday' } }
      const sent = await desk.sendNotice(asked)
      check(sent.ok, 'somebody else asks', sent)
      const row = { to, fields: { weekday: 'Thursday' }, anyway: true }
      const run = { submissionId: 'l-run', name: 'Left open', questionId: 'delivery', rows: [row] }
      const old = await desk.createRun({ ...run, upTo: before.value.upTo })
      check(!old.ok && old.problem.code === 'already-asked', 'they are not asked again', old)
      const after = await look()
      check(after.ok && after.value.upTo > before.value.upTo, 'it is looked at again', after)
      const made = await desk.createRun({ ...run, upTo: after.value.upTo })
      check(made.ok, 'and then it is meant', made)
      await desk.stopRun({ runId: made.value.run.id })
    },
  },
  {
    name: 'a run is taken away as a file, then what has changed since; nobody is texted again who was not lost',
    run: async (desk) => {
      const made = await desk.createRun({ submissionId: 'c-run', name: 'Run', questionId: 'delivery', rows })
      check(made.ok, 'createRun makes a run', made)
      const runId = made.value.run.id
      const part = await desk.getRun({ runId, limit: 1 })
      check(part.ok && part.value.more && part.value.rows[0]?.place === 1, 'a run is read in parts', part)
      const rest = await desk.getRun({ runId, after: 1, limit: 1 })
      check(rest.ok && !rest.value.more && rest.value.rows[0]?.place === 2, 'the last part says so', rest)
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
