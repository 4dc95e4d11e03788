/** Of no question and somebody must look, as a long reply whose parts are missing. */
const looseReply = `EXISTS (SELECT 1 FROM messages i WHERE i.customer = r.customer AND i.seq > r.message
          AND i.direction = 'inbound' AND i.needs_person = 1 AND i.notice IS NULL)`

/** Their silence was taken for the answer, and then it turned out that they were never asked. */
const neverHeard = `r.defaulted_at IS NOT NULL AND m.state IN ('refused', 'failed', 'expired')
        AND NOT EXISTS (SELECT 1 FROM messages i WHERE i.notice = r.notice AND i.direction = 'inbound')`

/**
 * One row of the board: of each customer the one outcome, in the order in which one outranks another. What a person
 * settled counts before all, unless the customer has since written what somebody must look at; then a STOP, then that
 * somebody must look, then the answer, then that nothing arrived.
 */
export const outcome = outcomeWith(looseReply)

/**
 * The same for thousands of rows at once: whose reply may be such a one is looked up first, since to look through all
 * that a customer has ever written takes milliseconds.
 */
export const outcomeOfMany = outcomeWith(
  `r.customer IN (SELECT customer FROM messages WHERE needs_person = 1 AND direction = 'inbound' AND notice IS NULL)
          AND ${looseReply}`,
)

function outcomeWith(loose: string): string {
  const mustLook = `(
        EXISTS (SELECT 1 FROM messages i WHERE i.notice = r.notice AND i.direction = 'inbound' AND i.needs_person = 1)
        OR (${loose}))`
  return `CASE
      WHEN r.settled_at IS NOT NULL AND NOT ${mustLook} THEN 'settled'
      WHEN r.state = 'left-out' THEN CASE r.why WHEN 'opted-out' THEN 'opted-out' ELSE 'left-out' END
      WHEN r.state <> 'queued' THEN 'not-sent'
      WHEN o.customer IS NOT NULL THEN 'opted-out'
      WHEN ${mustLook} THEN 'person'
      WHEN n.state = 'answered' AND NOT (${neverHeard}) THEN 'option'
      WHEN r.again = 1 OR m.state IN ('held', 'queued', 'cancelled') THEN 'not-sent'
      WHEN m.state = 'unknown' THEN 'person'
      WHEN m.state IN ('refused', 'failed', 'expired') THEN 'unreachable'
      ELSE 'waiting' END`
}

/** Nobody knows whether our text arrived, and that alone is why somebody must look. */
export const unsureText = `m.state = 'unknown' AND NOT ${looseReply}`

/** The rows of runs, each with its text `m`, its notice `n`, and whether the customer has opted out. */
export const rowsFrom = `
  FROM run_rows r
  JOIN runs ON runs.id = r.run
  LEFT JOIN messages m ON m.seq = r.message
  LEFT JOIN notices n ON n.id = r.notice
  LEFT JOIN opt_outs o ON o.customer = r.customer`
