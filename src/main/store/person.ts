import { closesAt } from '../../shared/closing.ts'
import type { OutboundState } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { AskedOption, Handling } from '../../shared/question.ts'
import type { OutcomeKind } from '../../shared/run.ts'
import type { OwnWords, Person, PersonOutcome } from '../../shared/thread.ts'
import { lateness, noticeOpenMs } from './closing.ts'
import type { Db } from './open.ts'
import { runId } from './run-id.ts'
import { outcome } from './run-outcome.ts'

const outcomesMost = 20

/** As a run's row and what belongs to it, also where somebody was asked outside of one: the board's rule is for both. */
const outcomes = `
  SELECT n.asked, n.handling, n.opened_at AS openedAt, n.outcome AS option, m.left_at AS leftAt, m.state,
    r.run, r.place, r.about, runs.name AS runName, r.settled_as AS settledAs, ${outcome} AS outcome
  FROM (
    SELECT n.id AS notice, n.customer, r.run, r.place, r.about, r.why, r.settled_at, r.settled_as, r.defaulted_at,
      coalesce(r.state, 'queued') AS state, coalesce(r.again, 0) AS again,
      coalesce(r.message, (SELECT seq FROM messages WHERE notice = n.id AND kind = 'notice')) AS message
    FROM notices n LEFT JOIN run_rows r ON r.notice = n.id
    WHERE n.customer = ? AND n.state <> 'closed' ORDER BY n.id DESC LIMIT ${outcomesMost}) r
  JOIN notices n ON n.id = r.notice
  JOIN messages m ON m.seq = r.message
  LEFT JOIN runs ON runs.id = r.run
  LEFT JOIN opt_outs o ON o.customer = r.customer
  ORDER BY n.id DESC`

/** What is known of a person besides their texts. */
export function personQueries(db: Db) {
  const own = db.prepare<[string], Own>(
    'SELECT name, note, note_at AS noteAt, draft, note_draft AS noteDraft FROM threads WHERE customer = ?',
  )
  const asked = db.prepare<[string], Asked>(outcomes)

  const ownWords = (customer: Msisdn): OwnWords => {
    const { name = null, note = null, noteAt = null, draft = null, noteDraft = null } = own.get(customer) ?? {}
    return {
      ownName: name,
      note: note === null || noteAt === null ? null : { text: note, at: new Date(noteAt).toISOString() },
      draft: draft ?? '',
      noteDraft: noteDraft ?? '',
    }
  }
  return {
    /** What somebody noted of them here. */
    ownWords,
    person: ({ customer, now }: { customer: Msisdn; now: number }): Omit<Person, 'thread'> => ({
      ...ownWords(customer),
      outcomes: asked.all(customer).map((row) => toOutcome(row, now)),
    }),
  }
}

function toOutcome(row: Asked, now: number): PersonOutcome {
  const leftAt = row.leftAt ?? row.openedAt
  const closing = row.handling === null ? null : (JSON.parse(row.handling) as Handling).closing
  const hasArrived = !neverAsked.has(row.state)
  return {
    run:
      row.run === null || row.place === null ? null : { id: runId(row.run), name: row.runName ?? '', place: row.place },
    askedAt: new Date(row.openedAt).toISOString(),
    open:
      hasArrived && row.openedAt > now - noticeOpenMs && lateness({ handling: row.handling, leftAt }, now) !== 'person',
    outcome: row.outcome,
    option: row.outcome === 'option' ? row.option : null,
    options: (JSON.parse(row.asked) as AskedOption[]).map(({ digit, label, date = null }) => ({ digit, label, date })),
    settledAs: row.outcome === 'settled' ? row.settledAs : null,
    about: row.about === null ? {} : (JSON.parse(row.about) as Record<string, string>),
    closesAt: closing === null || closing.late === 'counts' ? null : new Date(closesAt(closing, leftAt)).toISOString(),
  }
}

/** What the customer has not read, they do not answer. */
const neverAsked: ReadonlySet<OutboundState> = new Set(['cancelled', 'refused'])

interface Own {
  name: string | null
  note: string | null
  noteAt: number | null
  draft: string | null
  noteDraft: string | null
}

interface Asked {
  /** JSON. */
  asked: string
  handling: string | null
  /** Epoch ms. */
  openedAt: number
  leftAt: number | null
  option: string | null
  state: OutboundState
  run: number | null
  place: number | null
  about: string | null
  runName: string | null
  settledAs: string | null
  outcome: OutcomeKind
}
