import type { PauseWhy, Run } from '../shared/run.ts'
import { countsOf } from '../shared/run-counts.ts'
import type { Notice } from './notices.ts'

/** What a run has to say to whoever does not look at it. */
export type RunNews =
  | { what: 'paused'; why: Exclude<PauseWhy, 'person'>; left: number; toGo: number }
  /** The silence of so many was taken for this answer, as the desk was told. */
  | { what: 'default'; customers: number; option: string }
  /** A step of it was not taken. */
  | { what: 'default-skipped' | 'second-skipped' }

export interface RunNotices {
  /** @param desk.texts which texts these runs are of; with other ones everything is another desk's */
  take(desk: { texts: string; runs: readonly Run[] }): void
  /** A person has waved it away, or opened it. @returns whether it was one of these */
  dismissed(noticeId: string): boolean
}

export const runNotice = (runId: string) => `run-${runId}`

/**
 * What runs do by themselves while nobody looks, one notice a run: that it stopped and waits for somebody, that an answer
 * was taken for granted, that a step was skipped. That it waits goes once it does no more; the rest stays until somebody
 * has seen it.
 *
 * @param needs.isLookedAt somebody has the window in front of them
 */
export function makeRunNotices(needs: {
  isLookedAt: () => boolean
  show: (notice: Notice) => void
  withdraw: (noticeId: string) => void
}): RunNotices {
  let texts: string | null = null
  const before = new Map<string, Run>()
  const shown = new Map<string, RunNews[]>()

  function show(run: Run, news: RunNews[]) {
    const id = runNotice(run.id)
    if (shown.delete(run.id)) needs.withdraw(id)
    if (news.length === 0) return
    shown.set(run.id, news)
    needs.show({ id, kind: 'run', run: { id: run.id, name: run.name }, news })
  }
  function takeRun(run: Run) {
    const was = before.get(run.id)
    before.set(run.id, run)
    const kept = (shown.get(run.id) ?? []).filter((each) => each.what !== 'paused' || each.why === run.why)
    const fresh = needs.isLookedAt() ? [] : newsOf(run, was)
    if (fresh.length > 0 || kept.length !== (shown.get(run.id)?.length ?? 0)) show(run, [...kept, ...fresh])
  }
  return {
    take: (desk) => {
      if (texts !== desk.texts) {
        for (const runId of shown.keys()) needs.withdraw(runNotice(runId))
        shown.clear()
        before.clear()
        texts = desk.texts
      }
      for (const run of desk.runs) if (before.get(run.id) !== run) takeRun(run)
    },
    dismissed: (noticeId) => {
      const runId = [...shown.keys()].find((each) => runNotice(each) === noticeId)
      return runId !== undefined && shown.delete(runId)
    },
  }
}

/** @param was as it was heard of before; undefined the first time, when only a start can have stopped it */
function newsOf(run: Run, was: Run | undefined): RunNews[] {
  const news: RunNews[] = []
  const { why } = run
  const isNew = was === undefined ? why === 'restart' : was.why !== why
  if (run.state === 'paused' && why !== null && why !== 'person' && isNew) {
    const { left, toGo } = countsOf(run)
    news.push({ what: 'paused', why, left, toGo })
  }
  if (was === undefined) return news
  const { second, byDefault } = run.chase ?? { second: null, byDefault: null }
  if (second?.done === 'skipped' && was.chase?.second.done !== 'skipped') news.push({ what: 'second-skipped' })
  if (byDefault !== null && byDefault.done !== null && was.chase?.byDefault?.done !== byDefault.done) {
    const { done, customers, option } = byDefault
    if (done === 'skipped') news.push({ what: 'default-skipped' })
    else if (customers > 0) news.push({ what: 'default', customers, option: optionOf(run, option) })
  }
  return news
}

/** As a person knows it: a label with a field in it says nothing of all of them. */
function optionOf({ options }: Run, digit: string): string {
  const label = options.find((each) => each.digit === digit)?.label ?? ''
  return label === '' || label.includes('{') ? digit : `${digit} ${label}`
}
