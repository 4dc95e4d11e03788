import type { Because } from '../../shared/message.ts'
import type { automaticTexts } from './automatic.ts'
import { consent, type Rule } from './consent.ts'
import { bytesOf, type ErasedMemory, isBefore, nextSeq } from './erased.ts'
import { handlingReplies } from './handling.ts'
import { asRest, decisive, mayBeRest, rest } from './may-be-rest.ts'
import type { Db } from './open.ts'
import { openNotices } from './open-notices.ts'
import { type DealtWith, type Incomplete, parts } from './parts.ts'
import { raising } from './raise.ts'
import { keptRaw } from './raw.ts'
import { notText, piece, replyReader, withheld } from './read-reply.ts'
import type { InboundText, RawWebhook, Touch, Understand, Understanding } from './records.ts'
import { heardFrom } from './run-again.ts'
import { messageWords } from './search-index.ts'
import { noStop, stopsInParts, wholeSentences } from './stop-in-part.ts'
import { wroteAfterwards } from './wrote-afterwards.ts'

const hourMs = 3_600_000
/** A webhook is repeated for a day: a timestamp further off is a wrong clock, or something old that was sent again. */
const usualTimeMs = 26 * hourMs
/** Stores what arrives, and in the same transaction what it means: no reply is ever stored and not understood. */
export function inbox(
  db: Db,
  understand: Understand,
  automatic: Pick<ReturnType<typeof automaticTexts>, 'choose' | 'send'>,
  erased: ErasedMemory,
  touch: Touch,
) {
  const known = db
    .prepare<[string, string], string>('SELECT account FROM inbound_ids WHERE provider_id = ? AND account = ?')
    .pluck()
  // Older accounts' webhooks do not name the account, and the provider's records always do.
  const knownUnnamed = db.prepare<[string], string>('SELECT account FROM inbound_ids WHERE provider_id = ?').pluck()
  const insertId = db.prepare('INSERT INTO inbound_ids VALUES (?, ?, ?)')
  const sameId = db.prepare<[string, string], { seq: number; text: string; isUnsure: 0 | 1 }>(
    `SELECT seq, text, needs_person = 1 AND because ->> 'why' IN ('${piece.because.why}', '${withheld.because.why}') AS isUnsure
     FROM inbound_ids i JOIN messages m ON m.seq = i.message WHERE i.provider_id = ? AND i.account = ?`,
  )
  const markRecovered = db.prepare('UPDATE messages SET gap = ?, late = ? WHERE seq = ?')
  const markFromBefore = db.prepare('UPDATE messages SET before_restore = 1 WHERE seq = ?')
  // By the customer's own time: a webhook that was refused for a while comes again after newer ones.
  const newerAnswer = db
    .prepare(
      "SELECT 1 FROM messages WHERE notice = ? AND direction = 'inbound' AND at > ? AND because ->> 'rule' = 'option' LIMIT 1",
    )
    .pluck()
  const hasTexts = db.prepare('SELECT 1 FROM messages WHERE customer = ? LIMIT 1').pluck()
  const settleNotice = db.prepare("UPDATE notices SET state = 'answered', outcome = ? WHERE id = ?")
  const insertMessage = db.prepare(
    `INSERT INTO messages (seq, direction, customer, ours, text, state, at, notice, provider_ids, because, needs_person, no_thanks, odd_time)
     VALUES (${nextSeq}, 'inbound', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const completeMessage = db.prepare(
    `UPDATE messages SET text = ?, state = ?, notice = ?, provider_ids = ?, because = ?, needs_person = ?, no_thanks = ?, done_at = ?, answered_by = NULL WHERE seq = ?`,
  )
  const findBy = db.prepare('INSERT OR REPLACE INTO message_words (rowid, words) VALUES (?, ?)')
  const raw = keptRaw(db)
  const noticesFor = openNotices(db)
  const isRest = mayBeRest(db)
  const long = parts(db, touch, file, showIncomplete)
  const { handle, settle } = handlingReplies(db, touch)
  const { read, readAmong, readUnsure } = replyReader(understand)
  const afterwards = wroteAfterwards(db, read)
  const heard = heardFrom(db, touch)
  const said = consent(db)
  const inParts = stopsInParts(db, touch, isStop)
  const { differs } = raising(db, touch)

  /** @returns what became of it: stored, or a repeat of what is stored */
  function receive(text: InboundText): 'stored' | 'repeat' {
    const account = knownAs(text)
    if (account !== undefined) return receiveAgain(text, account)
    if (wasErased(text)) return 'repeat'
    if (text.part !== null) {
      insertId.run(text.providerId, text.account, null)
      // They are writing, whenever the rest of it comes.
      heard(text.customer)
      return long.receive(text, text.part)
    }
    insertId.run(text.providerId, text.account, file(text, [text.providerId], null, null))
    return 'stored'
  }

  /** It is one of the texts that were erased, or was written before: it stays away, but for a STOP in it. */
  function wasErased(text: InboundText): boolean {
    if (erased.has('id', text.providerId)) return true
    const { customer } = text
    const person = erased.customer(customer)
    if (person === undefined) return false
    const isOld = isBefore(text, person.at)
    const saidAt = timeOf(text)
    // Of a part the rest is not kept: what whole sentences say at the beginning counts.
    const words = text.part === null ? text.text : text.part.number === 1 ? wholeSentences(text.text) : ''
    const stops = isOld && isStop(words) && !isOutranked(text, 'opt-out', saidAt)
    const optedOutAt = stops ? saidAt : person.optedOutAt
    // Who writes again is known again, and so is what they said of texts; else it stays a code.
    if (optedOutAt !== null && (!isOld || hasTexts.get(customer) !== undefined)) {
      said.stop({ customer, seq: null, at: optedOutAt, isRecovered: false })
      erased.setOptOut(customer, null)
    } else if (stops) erased.setOptOut(customer, saidAt)
    return isOld
  }

  function receiveAgain(text: InboundText, account: string): 'stored' | 'repeat' {
    if (text.recovered !== undefined) return 'repeat'
    if (text.part !== null) {
      const piece = long.standing({ ...text, account })
      return piece === undefined ? 'repeat' : long.receive({ ...text, account }, text.part, piece)
    }
    const first = sameId.get(text.providerId, account)
    // The webhook says what the record did not: the words, or that they are no piece.
    if (first?.isUnsure === 1) {
      file(text, [text.providerId], first.seq, null)
      return 'stored'
    }
    // The same id with other words: the first stays, the second is kept beside it, nothing is overwritten.
    if (first !== undefined && first.text !== text.text)
      raw.keep({
        why: 'same-id-other-text',
        method: '',
        target: '',
        contentType: 'application/json',
        body: Buffer.from(JSON.stringify(text)),
        arrivedAt: text.arrivedAt,
      })
    return 'repeat'
  }

  function knownAs({ providerId, account, recovered }: InboundText): string | undefined {
    if (account === '') return knownUnnamed.get(providerId)
    return known.get(providerId, account) ?? (recovered === undefined ? undefined : known.get(providerId, ''))
  }

  /** A later part completes it in place. */
  function showIncomplete(incomplete: Incomplete, shown: number | null, doneAt: number | null): number {
    const { customer, ours, text, providerIds, sentAt, arrivedAt } = incomplete
    const saidAt = timeOf(incomplete)
    const meant = inParts.read(incomplete, () => isOutranked(incomplete, 'opt-out', saidAt))
    const ids = JSON.stringify(providerIds)
    const because = JSON.stringify(meant)
    let seq = shown
    if (seq === null)
      seq = Number(
        insertMessage.run(
          customer,
          ours,
          text,
          'incomplete',
          sentAt ?? arrivedAt,
          null,
          ids,
          because,
          1,
          null,
          oddTime(incomplete),
        ).lastInsertRowid,
      )
    else {
      completeMessage.run(text, 'incomplete', null, ids, because, doneAt === null ? 1 : 0, null, doneAt, seq)
      findBy.run(seq, messageWords(text, customer))
    }
    inParts.apply(meant, customer, seq, saidAt)
    touch(seq)
    return seq
  }

  function isStop(text: string): boolean {
    return read(text, null).because.rule === 'opt-out'
  }

  /** Reads what the whole text means and writes down text, consent, outcome and our answer together. */
  function file(
    text: InboundText,
    providerIds: string[],
    shown: number | null,
    dealtWith: DealtWith | null,
    apart: readonly number[] = [],
  ): number {
    const { recovered } = text
    const saidAt = timeOf(text)
    const open = noticesFor(text, saidAt)
    const asWritten =
      dealtWith !== null
        ? { meant: readUnsure(text.text, 'dealt with'), notice: open[0] }
        : recovered !== undefined && recovered.words !== 'all'
          ? { meant: readUnsure(text.text, recovered.words), notice: open[0] }
          : text.kind === 'binary'
            ? { meant: notText, notice: open[0] }
            : readAmong(text.text, open)
    const { notice } = asWritten
    const mayDecide = decisive.has(asWritten.meant.because.rule) && text.part === null
    const asRead = mayDecide && isRest(text.customer, saidAt, shown) ? asRest(asWritten.meant) : asWritten.meant
    const other = open.find((each) => each !== notice && each.outcome === null && each.settled === null)
    const isLate =
      asRead.because.rule === 'option' &&
      notice !== undefined &&
      notice.outcome !== null &&
      newerAnswer.get(notice.id, text.sentAt ?? text.arrivedAt) !== undefined
    const stop = said.stoppedBy(text.customer)
    const isByPart = stop != null && (stop === shown || apart.includes(stop))
    const isNoStop = isByPart && asRead.because.rule !== 'opt-out'
    // Texts to them were not sent meanwhile.
    const meant = isNoStop
      ? noStop
      : isLate
        ? cameLate
        : isOutranked(text, asRead.because.rule, saidAt)
          ? newerWord
          : (afterwards({ reply: text, meant: asRead, notice, other, saidAt, shown }) ??
            handle(text, asRead, saidAt, notice, other))
    const { rule, option } = meant.because
    // A long STOP whose first part was shown while the rest was missing is still the same STOP. One that was taken over
    // from another file has no row here.
    const isOut = stop !== undefined && !isNoStop && !(rule === 'opt-out' && shown !== null && stop === shown)
    const answer = automatic.choose(text, meant, saidAt, isOut)
    const because: Because = answer.helpWaits ? { ...meant.because, why: 'help was not answered' } : meant.because
    const isForPerson =
      rule === 'person' || because.why === rest.because.why || (rule === 'help' && because.why !== 'a word it knows')
    const doneAt = isForPerson ? (dealtWith?.doneAt ?? null) : null
    const needsPerson = isForPerson && doneAt === null ? 1 : 0
    const noticeId = notice !== undefined && (rule === 'option' || rule === 'person') ? notice.id : null
    const isTooLate = answer.withheld === 'late'
    const isFromBefore = answer.withheld === 'restored'
    const noThanks = answer.withheld === 'late' || answer.withheld === 'restored' ? null : answer.withheld
    const values = [noticeId, JSON.stringify(providerIds), JSON.stringify(because), needsPerson, noThanks] as const
    let seq = shown
    if (seq === null)
      seq = Number(
        insertMessage.run(
          text.customer,
          text.ours,
          text.text,
          'received',
          text.sentAt ?? text.arrivedAt,
          ...values,
          oddTime(text),
        ).lastInsertRowid,
      )
    else {
      completeMessage.run(text.text, 'received', ...values, doneAt, seq)
      findBy.run(seq, messageWords(text.text, text.customer))
    }
    if (rule === 'opt-out')
      said.stop({ customer: text.customer, seq, at: saidAt, isRecovered: recovered !== undefined })
    if (asRead.because.rule !== 'opt-out') inParts.takeBack(text.customer, shown === null ? apart : [shown, ...apart])
    if (rule === 'opt-in') {
      said.start(text.customer)
      inParts.startSaid(text.customer, saidAt)
    }
    if (notice !== undefined && rule === 'option' && option !== undefined) {
      settleNotice.run(option, notice.id)
      settle(notice.id)
    }
    if (because.was !== undefined) differs({ customer: text.customer, seq, now: text.arrivedAt })
    if (isFromBefore) markFromBefore.run(seq)
    if (recovered !== undefined) markRecovered.run(recovered.gap, isTooLate ? 1 : 0, seq)
    if (answer.text !== null) automatic.send(text, seq, noticeId, answer.text, meant.again === true)
    heard(text.customer)
    touch(seq)
    return seq
  }

  const isOutranked = (
    { customer, arrivedAt }: Pick<InboundText, 'customer' | 'arrivedAt'>,
    rule: Rule,
    saidAt: number,
  ) => said.isOutranked(customer, rule, saidAt, arrivedAt + usualTimeMs)

  return {
    receive,
    ...raw,
    /** What was erased with somebody and comes again is kept no second time. */
    keep: (webhook: RawWebhook): boolean => erased.has('raw', bytesOf(webhook)) || raw.keep(webhook),
    showIncompleteSince: (arrivedBefore: number): number => {
      inParts.letOutdatedGo(arrivedBefore)
      return long.showIncompleteSince(arrivedBefore)
    },
  }
}

/** When the customer said it, as far as that can be known; epoch ms. */
const timeOf = ({ sentAt, arrivedAt }: Pick<InboundText, 'sentAt' | 'arrivedAt'>): number =>
  sentAt !== null && sentAt <= arrivedAt + usualTimeMs ? sentAt : arrivedAt

const oddTime = ({ sentAt, arrivedAt }: Pick<InboundText, 'sentAt' | 'arrivedAt'>): 0 | 1 =>
  sentAt !== null && Math.abs(sentAt - arrivedAt) > usualTimeMs ? 1 : 0

const cameLate: Understanding = { because: { rule: 'person', why: 'came after a newer answer' }, thanks: null }
const newerWord: Understanding = { because: { rule: 'person', why: 'a newer STOP or START counts' }, thanks: null }
