import type { Db } from './open.ts'

const eachWay = 3

/** A text and those beside it between the same customer and us. @returns `seq`s, oldest first; none of a text that is not there */
export function around(db: Db): (seq: number) => number[] {
  const beside = db
    .prepare<{ seq: number; each: number }, number>(
      `WITH it AS (SELECT seq, customer FROM messages WHERE seq = :seq)
       SELECT seq FROM (SELECT m.seq FROM it JOIN messages m ON m.customer = it.customer AND m.seq <= it.seq
         ORDER BY m.seq DESC LIMIT :each + 1)
       UNION ALL
       SELECT seq FROM (SELECT m.seq FROM it JOIN messages m ON m.customer = it.customer AND m.seq > it.seq
         ORDER BY m.seq LIMIT :each)`,
    )
    .pluck()
  return (seq) => beside.all({ seq, each: eachWay }).sort((one, other) => one - other)
}
