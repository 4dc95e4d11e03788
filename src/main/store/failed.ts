import { againMost, type FailedAnswers, type FailedGroup } from '../../shared/failed.ts'
import { isChase } from './chase.ts'
import { isLost } from './lost.ts'
import { messageId } from './message-id.ts'
import type { Db } from './open.ts'
import { mayGoAgain } from './run-again.ts'
import { rowsFrom } from './run-outcome.ts'
import { needsYou } from './thread-list.ts'

const isOut = 'EXISTS (SELECT 1 FROM opt_outs WHERE customer = l.customer)'
/** A run's text goes again with its run, as the board has it. */
const withRun = `EXISTS (SELECT 1 ${rowsFrom} WHERE r.message = l.seq AND r.again = 0 AND ${mayGoAgain})`
/**
 * Who has written since may have heard of it otherwise, and nobody gets the same words twice. What the desk sent by
 * itself is of its moment, and so is a run's second text.
 */
const alone = `NOT EXISTS (SELECT 1 FROM run_rows WHERE message = l.seq)
  AND NOT ${isOut} AND coalesce(NOT ${isChase('l.submission')}, true)
  AND NOT EXISTS (SELECT 1 FROM messages since WHERE since.customer = l.customer AND since.seq > l.seq
    AND (since.direction = 'inbound' OR l.kind = 'thanks' OR ((since.text = l.text OR since.again = l.seq) AND since.state <> 'cancelled')))`

/** Of a lost text, called l, with `:unsure` whether one of unknown fate counts. */
export const canGoAgain = `(:unsure = 1 OR l.state <> 'unknown') AND (${withRun} OR (${alone}))`

interface Reason {
  code: string
  unsure: 0 | 1
}

/** What did not arrive, of the threads under `failed`: by reason, and which of it can be sent again. */
export function failedQueries(db: Db) {
  const ofTab = `FROM messages l JOIN threads t ON t.customer = l.customer WHERE ${isLost('l.')} AND NOT ${needsYou}`
  const code = 'coalesce(l.problem_code, l.state)'
  const groups = db.prepare<{ now: number }, Reason & { texts: number; problem: string; problemCode: string }>(
    // With the words of the newest, as SQLite takes bare columns from the row of the max.
    `SELECT ${code} AS code, l.state = 'unknown' AS unsure, count(*) AS texts, max(l.seq), l.problem,
       l.problem_code AS problemCode
     ${ofTab} GROUP BY 1, 2 ORDER BY texts DESC`,
  )
  const again = db
    .prepare<Reason & { now: number; most: number }, number>(
      `SELECT l.seq ${ofTab} AND ${code} = :code AND (l.state = 'unknown') = :unsure AND ${canGoAgain}
       ORDER BY l.seq DESC LIMIT :most`,
    )
    .pluck()
  const waiting = db.prepare<[], { texts: number; upTo: number }>(
    `SELECT count(*) AS texts, coalesce(max(seq), 0) AS upTo FROM (
       SELECT seq FROM messages WHERE state = 'queued' UNION ALL SELECT seq FROM messages WHERE state = 'held')`,
  )
  return {
    failed: ({ now }: { now: number }): FailedAnswers['listFailed'] => ({
      groups: groups.all({ now }).map(
        ({ code, unsure, texts, problem, problemCode }): FailedGroup => ({
          problem,
          problemCode,
          unsure: unsure === 1,
          texts,
          again: again.all({ now, code, unsure, most: againMost }).map(messageId),
        }),
      ),
      waiting: waiting.get() ?? { texts: 0, upTo: 0 },
    }),
  }
}
