import type { Db } from './open.ts'
import type { RawWebhook } from './records.ts'

/** Webhooks kept as bytes at the most, a kind: a flood of forged ones must not fill the disk. */
const rawKept = (why: RawWebhook['why']) => (why === 'signature' ? 500 : 20_000)
/** What failed the signature's check is kept for so long. */
const quarantinedMs = 7 * 86_400_000

/** Webhooks that could not be stored as what they say, kept as the bytes that came. */
export function keptRaw(db: Db) {
  const insert = db.prepare(
    'INSERT INTO inbound_raw (why, method, target, content_type, body, arrived_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const count = db.prepare('SELECT count(*) FROM inbound_raw WHERE why = ?').pluck()
  const remove = db.prepare('DELETE FROM inbound_raw WHERE id = ?')
  const removeQuarantined = db.prepare("DELETE FROM inbound_raw WHERE why = 'signature' AND arrived_at < ?")

  /** Keeps bytes. Refused when the bound is reached, so that newer ones cannot push older ones out. */
  function keep(raw: RawWebhook): boolean {
    if (raw.why === 'signature') forgetQuarantined({ now: raw.arrivedAt })
    if ((count.get(raw.why) as number) >= rawKept(raw.why)) return false
    insert.run(raw.why, raw.method, raw.target, raw.contentType, raw.body, raw.arrivedAt)
    return true
  }

  function forgetQuarantined({ now }: { now: number }): void {
    removeQuarantined.run(now - quarantinedMs)
  }

  /** What was kept as bytes has been stored as what it is. */
  function release(id: number): null {
    remove.run(id)
    return null
  }

  return { keep, release, forgetQuarantined }
}
