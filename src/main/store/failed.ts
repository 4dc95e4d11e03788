import { againMost, type FailedAnswers, type FailedGroup, groupsMost } from '../../shared/failed.ts'
import { byPerson, isOld, mayGoWithMany } from './in-bulk.ts'
import { isLost } from './lost.ts'
import { messageId } from './message-id.ts'
import type { Db } from './open.ts'
import { mayGoAgain } from './run-again.ts'
import { rowsFrom } from './run-outcome.ts'
import { needsYou } from './thread-list.ts'

/** A run's text goes again with its run, as the board has it, and not where nothing of that run is to leave any more. */
const withRun = `EXISTS (SELECT 1 ${rowsFrom} WHERE r.message = l.seq AND r.again = 0
  AND (runs.until IS NULL OR runs.until > :now) AND ${mayGoAgain})`

/**
 * Of a lost text, called l, at the moment `:now`, with `:unsure` whether one of unknown fate counts, and the desk's own
 * number `:ours`: what is answered to another one does not come here.
 */
export const canGoAgain = `(:unsure = 1 OR l.state <> 'unknown') AND l.ours = :ours AND ${mayGoWithMany}
  AND (${withRun} OR NOT EXISTS (SELECT 1 FROM run_rows WHERE message = l.seq))`

/** What did not arrive, of the threads under `failed`: by reason, and which of it can be sent again. */
export function failedQueries(db: Db) {
  const lost = db.prepare<{ now: number; ours: string; unsure: 1 }, Lost>(
    `SELECT l.seq, l.customer, l.problem, l.problem_code AS problemCode, l.state = 'unknown' AS unsure,
       CASE WHEN ${isOld} THEN 'old' WHEN ${canGoAgain} THEN 'again' ELSE 'passed' END AS fate
     FROM messages l JOIN threads t ON t.customer = l.customer WHERE ${isLost('l.')} AND NOT ${needsYou}
     ORDER BY l.seq DESC`,
  )
  const waiting = db.prepare<[], { texts: number; upTo: number }>(
    `SELECT count(*) AS texts, coalesce(max(seq), 0) AS upTo FROM (
       SELECT seq FROM messages WHERE state = 'queued' AND ${byPerson}
       UNION ALL SELECT seq FROM messages WHERE state = 'held' AND ${byPerson})`,
  )

  /** One look through all of them, as they may be thousands: each into its group, with the words of the newest. */
  function groups(by: { now: number; ours: string }): FailedGroup[] {
    const all = new Map<string, { group: FailedGroup; customers: Set<string> }>()
    for (const { seq, customer, problem, problemCode, unsure, fate } of lost.iterate({ ...by, unsure: 1 })) {
      const key = `${unsure} ${problemCode}`
      const fresh = { problem, problemCode, unsure: unsure === 1, texts: 0, old: 0, passed: 0, again: [] }
      const { group, customers } = all.get(key) ?? { group: fresh, customers: new Set<string>() }
      all.set(key, { group, customers })
      group.texts += 1
      if (fate === 'old') group.old += 1
      // Of one customer the newest alone.
      else if (fate === 'passed' || customers.has(customer)) group.passed += 1
      else {
        customers.add(customer)
        if (group.again.length < againMost) group.again.push(messageId(seq))
      }
    }
    const largest = [...all.values()].map(({ group }) => group).toSorted((one, other) => other.texts - one.texts)
    return largest.slice(0, groupsMost)
  }

  return {
    failed: (by: { now: number; ours: string }): FailedAnswers['listFailed'] => ({
      groups: groups(by),
      waiting: waiting.get() ?? { texts: 0, upTo: 0 },
    }),
  }
}

interface Lost {
  seq: number
  customer: string
  problem: string | null
  problemCode: string | null
  unsure: 0 | 1
  fate: 'old' | 'again' | 'passed'
}
