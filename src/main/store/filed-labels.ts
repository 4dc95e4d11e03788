import { foldName, nameTest } from '../../shared/names.ts'
import type { Db } from './open.ts'

/** So many are looked through: a field that is other for every customer may stand in what an option is called. */
const labelsMost = 2_000

/** What options are called that replies were filed as, as their customers read it: those that somebody means. */
export function filedLabels(db: Db): (typed: string) => string[] {
  // From each to the next one in the index: to read through all replies would take seconds.
  const all = db
    .prepare<[], string>(
      `WITH RECURSIVE labels (label) AS (
         SELECT min(because ->> 'label') FROM messages WHERE because ->> 'label' IS NOT NULL
         UNION ALL SELECT (SELECT min(because ->> 'label') FROM messages WHERE because ->> 'label' > labels.label)
         FROM labels WHERE label IS NOT NULL)
       SELECT label FROM labels WHERE label IS NOT NULL LIMIT ${labelsMost}`,
    )
    .pluck()
  return (typed) => {
    const isMeant = nameTest(typed)
    return isMeant === null ? [] : all.all().filter((label) => isMeant(foldName(label)))
  }
}
