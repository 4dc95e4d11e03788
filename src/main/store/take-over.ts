import { erasing } from './erase.ts'
import { type ErasedCustomer, erasedMemory } from './erased.ts'
import { forgetHandedOver } from './handed-over.ts'
import { checkHeader } from './header.ts'
import { stopKey } from './hold.ts'
import { type Db, openCopy } from './sqlite.ts'

interface OptOut {
  customer: string
  /** Epoch ms. */
  at: number
}

/**
 * Takes over into a copy of an earlier moment what must not be forgotten with the file that it replaces, as far as that
 * can still be read, which it need not be: whether the desk is in other hands, or has been stopped from sending, who
 * wants no more texts, and who was erased. A START since then can be asked for again; a text to somebody who wants none
 * cannot be taken back, who was erased must not come back, and of two desks only one may send.
 *
 * Nothing is written to that file.
 */
export function takeOver(copy: Db, file: string): void {
  let old: Db | null = null
  try {
    checkHeader(file)
    old = openCopy(file, { readonly: true })
    const from = old
    copy.transaction(() => takeMark(copy, from))()
    copy.transaction(() => takeStop(copy, from))()
    copy.transaction(() => takeOptOuts(copy, from))()
    copy.transaction(() => takeErased(copy, from))()
  } catch {
    // What could be read until then is taken over; the rest is asked for at the provider.
  } finally {
    old?.close()
  }
}

/** As it is now: the copy may have been made while it was handed over, and taken back since. */
function takeMark(copy: Db, old: Db): void {
  const mark = old.prepare("SELECT value FROM meta WHERE key = 'handed-over'").pluck().get()
  forgetHandedOver(copy)
  if (mark !== undefined) copy.prepare("INSERT INTO meta VALUES ('handed-over', ?)").run(mark)
}

/** Whoever has stopped all sending, perhaps before putting a backup back, is the one to let it go on. */
function takeStop(copy: Db, old: Db): void {
  const stop = old.prepare('SELECT value FROM meta WHERE key = ? AND json_valid(value)').pluck().get(stopKey)
  if (stop !== undefined) copy.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(stopKey, stop)
}

function takeOptOuts(copy: Db, old: Db): void {
  const keep = copy.prepare('INSERT INTO opt_outs VALUES (?, NULL, ?) ON CONFLICT DO NOTHING')
  const optOuts = old.prepare<[], OptOut>(
    "SELECT customer, at FROM opt_outs WHERE typeof(at) = 'integer' AND length(customer) < 65",
  )
  for (const { customer, at } of optOuts.all()) keep.run(customer, at)
}

/** Who was erased after the copy was made is erased in it too, before it is anybody's database. */
function takeErased(copy: Db, old: Db): void {
  const key = old.prepare("SELECT value FROM meta WHERE key = 'erase-key'").pluck().get()
  if (key === undefined) return
  copy.prepare("INSERT OR IGNORE INTO meta VALUES ('erase-key', ?)").run(key)
  const [then, since] = [erasedMemory(copy), erasedMemory(old)]
  const { erase } = erasing(copy, then, () => {})
  const settle = copy.prepare(
    `UPDATE messages SET state = 'unknown', problem_code = 'interrupted', problem = 'It may have left.'
     WHERE customer = ? AND state = 'sending'`,
  )
  const customers = copy
    .prepare('SELECT customer FROM threads UNION SELECT customer FROM opt_outs UNION SELECT customer FROM run_rows')
    .pluck()
  for (const customer of customers.all() as string[]) {
    const erased = since.customer(customer)
    if (erased === undefined || erased.at === then.customer(customer)?.at) continue
    settle.run(customer)
    erase({ submissionId: erased.submission, customer, now: erased.at })
  }
  const keepCustomer = copy.prepare('INSERT OR REPLACE INTO erased_customers VALUES (?, ?, ?, ?, ?)')
  const rows = old.prepare<[], ErasedCustomer & { code: Buffer }>(
    'SELECT code, at, opted_out_at AS optedOutAt, submission, texts FROM erased_customers',
  )
  for (const { code, at, optedOutAt, submission, texts } of rows.all())
    keepCustomer.run(code, at, optedOutAt, submission, texts)
  const keepId = copy.prepare('INSERT OR IGNORE INTO erased_ids VALUES (?)')
  for (const code of old.prepare('SELECT code FROM erased_ids').pluck().all() as Buffer[]) keepId.run(code)
}
