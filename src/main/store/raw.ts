import type { Db } from './open.ts'
import type { RawWebhook } from './records.ts'

/** Webhooks that fail the check are kept as bytes up to so many: a flood of forged ones must not fill the disk. */
const quarantineKept = 500
/**
 * At the most, a kind. Those of the other API that cannot be checked are shorter than what fails the check, so that as
 * much room takes more of them.
 */
const rawKept = ({ why, isUnchecked }: RawWebhook) =>
  isUnchecked ? 2_000 : why === 'signature' ? quarantineKept : 20_000
/** What failed the signature's check is kept for so long. */
const quarantinedMs = 7 * 86_400_000
/** Of the other kinds what is older makes room, where there is none left: what comes is not told to come again for ever. */
const neededMs = 90 * 86_400_000
/** To find what is old all of a kind are read, with their bodies: so often, whatever comes meanwhile. */
const lookEveryMs = 3_600_000
const startedKey = 'started-at'
/** Since when something that failed the check is not kept, or no longer: epoch ms of the oldest. */
const notKeptKey = 'quarantine-not-kept'

/** Webhooks that could not be stored as what they say, kept as the bytes that came. */
export function keptRaw(db: Db) {
  const insert = db.prepare(
    'INSERT INTO inbound_raw (why, method, target, content_type, body, arrived_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const count = db.prepare('SELECT count(*) FROM inbound_raw WHERE why = ?').pluck()
  const remove = db.prepare('DELETE FROM inbound_raw WHERE id = ?')
  const getMeta = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
  const setMeta = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  /** What it surely is by now, and the steady clock's word when that was found; null before the start. */
  let surely: { at: number; tick: number } | null = null
  const removeBefore = db
    .prepare<[string, number], number>('DELETE FROM inbound_raw WHERE why = ? AND arrived_at < ? RETURNING arrived_at')
    .pluck()
  const lookedAt = new Map<RawWebhook['why'], number>()
  const forgetMeta = db.prepare('DELETE FROM meta WHERE key = ?')
  const insertGap = db.prepare("INSERT INTO gaps (why, began_at, ended_at) VALUES ('cannot-store', ?, max(?, ?))")
  function noteNotKept(arrivedAt: number): void {
    if (arrivedAt < Number(getMeta.get(notKeptKey) ?? Number.POSITIVE_INFINITY))
      setMeta.run(notKeptKey, String(arrivedAt))
  }
  /** @returns how many went */
  function removeOld(why: RawWebhook['why'], before: number): number {
    const gone = removeBefore.all(why, before)
    if (why === 'signature') for (const arrivedAt of gone) noteNotKept(arrivedAt)
    return gone.length
  }

  /** Keeps bytes. Refused when the bound is reached, so that newer ones cannot push out what may still be needed. */
  function keep(raw: RawWebhook): boolean {
    let here = count.get(raw.why) as number
    const isDue = raw.why === 'signature' || here >= rawKept(raw)
    if (isDue && Math.abs(raw.arrivedAt - (lookedAt.get(raw.why) ?? Number.NEGATIVE_INFINITY)) >= lookEveryMs) {
      lookedAt.set(raw.why, raw.arrivedAt)
      here -= removeOld(raw.why, surelyBy(raw.arrivedAt) - (raw.why === 'signature' ? quarantinedMs : neededMs))
    }
    if (here >= rawKept(raw)) {
      if (raw.why === 'signature') noteNotKept(raw.arrivedAt)
      return false
    }
    insert.run(raw.why, raw.method, raw.target, raw.contentType, raw.body, raw.arrivedAt)
    return true
  }

  /**
   * At start. A clock that was put forward must not make anything old: what is old by it has to be old by the clock of
   * the start before as well.
   *
   * @returns what is from before that is old, epoch ms
   */
  function forgetQuarantined({ now }: { now: number }): number {
    const before = Number(getMeta.get(startedKey) ?? now)
    surely = { at: Math.min(now, before), tick: performance.now() }
    setMeta.run(startedKey, String(now))
    removeOld('signature', surely.at - quarantinedMs)
    return surely.at - quarantinedMs
  }
  const surelyBy = (now: number): number =>
    surely === null ? now : Math.min(now, surely.at + performance.now() - surely.tick)

  /**
   * The secret was wrong: what failed the check with it, and is not kept, is to be asked for. Once: what is not kept from
   * now on is another stretch.
   *
   * @returns whether there is something to ask for
   */
  function quarantineWasWrong({ now }: { now: number }): boolean {
    const since = getMeta.get(notKeptKey)
    if (since === undefined) return false
    insertGap.run(Number(since), Number(since), now)
    forgetMeta.run(notKeptKey)
    return true
  }

  /** What was kept as bytes has been stored as what it is. */
  function release(id: number): null {
    remove.run(id)
    return null
  }

  return { keep, release, forgetQuarantined, quarantineWasWrong }
}
