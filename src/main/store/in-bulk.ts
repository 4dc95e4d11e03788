import { isChase } from './chase.ts'
import { isWriting } from './half-written.ts'
import { anyOf } from './lost.ts'

/** What left longer ago goes again from its own thread alone: much may have been said since, elsewhere too. */
const recentMs = 2 * 86_400_000

/** Of a lost text, called l, at the moment `:now`: that it left, or was to leave, too long ago. */
export const isOld = `coalesce(l.left_at, l.due_at, l.at) <= :now - ${recentMs}`

/** Of a text: not one that the desk sends by itself. */
export const byPerson = "kind <> 'thanks'"

/** A time of day, the desk's own: a question that left now would be closed from the start, and every answer a person's. */
const isClosed = `(l.kind = 'notice' AND EXISTS (SELECT 1 FROM notices WHERE id = l.notice
    AND handling ->> '$.closing.late' = 'person'
    AND handling ->> '$.closing.at' <= strftime('%H:%M', :now / 1000, 'unixepoch', 'localtime')))`

const sameQuestion = `l.kind = 'notice' AND since.kind = 'notice'
    AND (SELECT question FROM notices WHERE id = since.notice) = (SELECT question FROM notices WHERE id = l.notice)`

/** Another run is about to ask the same. */
const isListed = `(l.kind = 'notice' AND EXISTS (SELECT 1 FROM run_rows p JOIN runs coming ON coming.id = p.run
    WHERE p.customer = l.customer AND p.settled_at IS NULL
      AND (p.state = 'planned' OR (p.again = 1 AND p.message <> l.seq))
      AND ${anyOf('coming.state', ['held', 'canary', 'sending', 'paused'])}
      AND coming.question ->> 'id' = (SELECT question FROM notices WHERE id = l.notice)))`

/**
 * The customer wrote since; or was sent the same words, a later notice of the same question, or a newer text that was
 * lost too, which arrived or may yet: the older one would come after it.
 */
const isOvertaken = `(${isWriting('l.customer', ':now')} OR EXISTS (SELECT 1 FROM messages since
    WHERE since.customer = l.customer AND since.seq > l.seq AND (since.direction = 'inbound'
      OR (since.again = l.seq AND since.state <> 'cancelled')
      OR (NOT ${anyOf('since.state', ['cancelled', 'refused', 'failed', 'expired'])}
        AND (since.text = l.text OR since.again > l.seq OR (${sameQuestion}))))))`

/**
 * Of a lost text, called l, at the moment `:now`: whether it may go again with many others, where nobody looks at each.
 * In doubt it does not: a person can send it from its thread. What the desk sent by itself is of its moment, and so is a
 * run's second text.
 */
export const mayGoWithMany = `l.${byPerson} AND coalesce(NOT ${isChase('l.submission')}, true)
  AND NOT (${isOld}) AND NOT EXISTS (SELECT 1 FROM opt_outs WHERE customer = l.customer) AND NOT ${isOvertaken}
  AND NOT ${isListed} AND NOT ${isClosed}`

/** Between which two the submissions of one press lie: no text of another submission stands between them. */
export const ofPress = (submissionId: string) => ({ from: `${submissionId}/again/`, to: `${submissionId}/again0` })

/** Of a text: that it went again with many others, and not with a run. */
export const wentWithMany = (text: string) => `${text}.submission GLOB '*/again/' || ${text}.again`
