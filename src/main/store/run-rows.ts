import type { Because, OutboundState } from '../../shared/message.ts'
import type { Digits } from '../../shared/question.ts'
import type { OutcomeKind, RunRow } from '../../shared/run.ts'
import { digitsIn } from './ask.ts'
import { isChangedRow } from './raise.ts'
import { runId } from './run-id.ts'
import { dateIn, ownDigit } from './run-options.ts'
import { outcome, rowsFrom } from './run-outcome.ts'

/** Selects a RowRecord for each row `r` of runs. */
export const selectRows = `
  SELECT r.run, r.place, r.customer, r.name, r.about, r.why, n.outcome AS option, n.digits,
    CASE WHEN n.dated_at IS NOT NULL THEN n.asked END AS dated,
    m.seq AS messageSeq, m.state AS messageState, m.at AS messageAt, m.problem, m.problem_code AS problemCode,
    said.seq AS saidSeq, said.text AS saidText, said.at AS saidAt, said.because ->> 'why' AS saidWhy,
    filed.at AS filedAt, filed.because AS filedBecause, ${isChangedRow} AS changed,
    r.settled_as AS settledAs, r.chased_at AS chasedAt, r.defaulted_at AS defaultedAt, r.again, ${outcome} AS outcome
  ${rowsFrom}
  LEFT JOIN messages said ON said.seq = CASE
    WHEN r.state = 'queued' AND o.message > r.message THEN o.message
    ELSE (SELECT max(seq) FROM messages WHERE notice = r.notice AND direction = 'inbound') END
  LEFT JOIN messages filed ON filed.seq = (
    SELECT max(seq) FROM messages WHERE notice = r.notice AND direction = 'inbound' AND because ->> 'rule' = 'option'
      AND because ->> 'option' = n.outcome AND because ->> 'why' IS NOT 'same answer again')`

/** As the board shows it. */
export function toRow(row: RowRecord): RunRow {
  const digits = digitsIn(row)
  const given = row.outcome === 'option' ? row.option : null
  return {
    runId: runId(row.run),
    place: row.place,
    customer: row.customer,
    name: row.name,
    about: JSON.parse(row.about) as Record<string, string>,
    outcome: row.outcome,
    option: ownDigit(given, digits),
    date: dateIn(row.dated, given),
    digits,
    chasedAt: isoOf(row.chasedAt),
    defaultedAt: isoOf(row.defaultedAt),
    // Why they were not texted again says nothing any more once they have written.
    why:
      row.outcome === 'settled'
        ? row.settledAs
        : row.messageSeq !== null && row.saidSeq !== null
          ? row.saidWhy
          : (row.why ?? row.saidWhy),
    settledAs: row.settledAs,
    filed: row.outcome === 'option' ? filedOf(row, digits) : null,
    changed: row.outcome === 'option' && row.changed === 1,
    said:
      row.saidSeq === null || row.saidText === null || row.saidAt === null
        ? null
        : { messageId: `m${row.saidSeq}`, text: row.saidText, at: new Date(row.saidAt).toISOString() },
    text:
      row.messageSeq === null || row.messageState === null
        ? null
        : {
            messageId: `m${row.messageSeq}`,
            state: row.messageState,
            at: new Date(row.messageAt ?? 0).toISOString(),
            problem: row.problem,
            problemCode: row.problemCode,
          },
    again: row.again === 1 && row.outcome === 'not-sent',
  }
}

function filedOf({ filedAt, filedBecause }: RowRecord, digits: Digits | null): RunRow['filed'] {
  if (filedAt === null || filedBecause === null) return null
  const because = JSON.parse(filedBecause) as Because
  const byHand = because.why === 'filed by hand'
  return {
    byHand,
    heard: byHand ? null : (because.heard ?? null),
    at: (byHand ? because.filedAt : undefined) ?? new Date(filedAt).toISOString(),
    was: ownDigit(because.was ?? null, digits),
    late: because.late === true,
  }
}

/** @param at epoch ms */
export const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString())

export interface RowRecord {
  run: number
  place: number
  customer: string
  name: string
  about: string
  why: string | null
  /** As this customer was given it. */
  option: string | null
  /** JSON. */
  digits: string | null
  /** JSON: what was asked, of a question with dates. */
  dated: string | null
  messageSeq: number | null
  messageState: OutboundState | null
  messageAt: number | null
  problem: string | null
  problemCode: string | null
  saidSeq: number | null
  saidText: string | null
  saidAt: number | null
  saidWhy: string | null
  filedAt: number | null
  /** JSON. */
  filedBecause: string | null
  changed: 0 | 1
  settledAs: string | null
  chasedAt: number | null
  defaultedAt: number | null
  again: 0 | 1
  outcome: OutcomeKind
}
