import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type Kind, type LogEvent, type LogFields, logEvents, type Pace, usualPace } from './events.ts'
import { writable } from './fields.ts'
import { type LogFileLimits, openLogFile } from './file.ts'
import { secondNet } from './net.ts'
import { pacing } from './pacing.ts'

export interface Log {
  /**
   * Says that something happened. Never throws, never waits.
   *
   * @param fields those of the event, or what finds them, which is asked only when the line is written and may fail
   */
  say<Event extends LogEvent>(
    event: Event,
    ...fields: keyof LogFields<Event> extends never ? [] : [LogFields<Event> | (() => Promise<LogFields<Event>>)]
  ): void
  /** Values that must never be written down, whatever happens. */
  hide(values: readonly (string | null | undefined)[]): void
  /** The file that is written to. */
  path: string
  /** Writes what waits, but does not wait for a disk that takes longer than half a second. */
  close(): Promise<void>
}

/** Where nobody will look. */
export const noLog: Log = { say: () => {}, hide: () => {}, path: '', close: async () => {} }

const settleMs = 1000
const loadAfterMs = 1000
const closeMs = 500
/** Found fields that are under way at the most. */
const findingLimit = 20

/**
 * Opens the log of a data folder: `logs/desk.log`, one JSON object a line. Returns at once, having touched nothing.
 *
 * Two nets keep numbers, texts and secrets out: an event carries only the fields of its table, each made harmless by its
 * kind, and the finished line is looked through for what got past that.
 */
export function openLog(needs: {
  dataDir: string
  now?: () => number
  clock?: () => number
  limits?: Partial<LogFileLimits>
}): Log {
  const { dataDir, now = Date.now, clock = () => performance.now() } = needs
  const folder = join(dataDir, 'logs')
  const net = secondNet()
  const paces = pacing(clock)
  const finding = new Set<Promise<void>>()
  let key: Buffer | null = null
  const onLost = (lines: number) => write('linesLost', { lines })
  const file = openLogFile({ folder, now, clock, onLost, ...(needs.limits && { limits: needs.limits }) })
  const writer = loadWriter({ write: (line) => file.write(net.clean(line)) })

  function write(event: LogEvent, fields: Readonly<Record<string, unknown>>, times?: number): void {
    const { level, fields: kinds } = logEvents[event]
    const line: Record<string, string | number> = { time: timeOf(now()), event }
    for (const [name, kind] of Object.entries(kinds) as [string, Kind][]) {
      const value = fields[name]
      if (value === undefined || value === null) continue
      key ??= readKey(join(dataDir, 'log.key'))
      line[name] = writable(kind, value, key)
    }
    if (times !== undefined) line.times = writable('number', times, noKey)
    writer.write(level, line)
  }

  /** Whoever says something has other things to do than to fail over it. */
  function say(event: LogEvent, given: Readonly<Record<string, unknown>> | (() => Promise<object>) = {}): void {
    try {
      admit(event, given)
    } catch {
      // There is nothing to be said about it but in this very log.
    }
  }

  function admit(event: LogEvent, given: Readonly<Record<string, unknown>> | (() => Promise<object>)): void {
    const pace: Pace = (logEvents[event] as { at?: Pace }).at ?? usualPace
    const found = typeof given === 'function' ? {} : given
    const reason = pace.by === undefined ? {} : { [pace.by]: found[pace.by] }
    const kind = pace.by === undefined ? event : `${event} ${String(found[pace.by]).slice(0, 40)}`
    if (!paces.admit(kind, pace, (times) => write(event, reason, times))) return
    if (typeof given !== 'function') write(event, given)
    else if (finding.size < findingLimit) {
      const looking = given()
        .then((fields) => write(event, fields as Record<string, unknown>))
        .catch(() => write(event, {}))
        .finally(() => finding.delete(looking))
      finding.add(looking)
    } else write(event, {})
  }

  const settling = setInterval(() => paces.settle(), settleMs)
  settling.unref()
  let closing: Promise<void> | null = null

  async function close(): Promise<void> {
    clearInterval(settling)
    paces.settle(true)
    await Promise.all([...finding])
    await writer.load()
    await file.close()
  }

  return {
    say,
    hide: net.hide,
    path: join(folder, 'desk.log'),
    close: () => {
      const limit = new Promise<void>((resolve) => setTimeout(resolve, closeMs).unref())
      closing ??= close()
      return Promise.race([closing, limit])
    },
  }
}

const noKey = Buffer.alloc(0)
/** A clock may be off by more than ISO can say. */
const timeOf = (ms: number) => (Math.abs(ms) < 2.5e14 && ms > 0 ? new Date(ms) : new Date(0)).toISOString()

/** pino, loaded a while after the first line: it takes as long to load as all else that a start waits for. */
function loadWriter(to: { write(line: string): void }) {
  let early: ((logger: Logger) => void)[] = []
  let logger: Logger | null = null
  let loading: Promise<void> | null = null

  async function load(): Promise<void> {
    if (early.length === 0) return
    const { pino } = await import('pino')
    const loaded = pino({ base: null, timestamp: false, formatters: { level: (label) => ({ level: label }) } }, to)
    for (const write of early) write(loaded)
    early = []
    logger = loaded
  }
  const writer = {
    write(level: 'info' | 'warn' | 'error', line: Record<string, string | number>): void {
      if (logger !== null) logger[level](line)
      else if (early.push((loaded) => loaded[level](line)) === 1) setTimeout(writer.load, loadAfterMs).unref()
    },
    load: () => {
      loading ??= load().catch(() => {
        early = []
        loading = null
      })
      return loading
    },
  }
  return writer
}

/** Of this data folder, made once. Beside the logs, so that a folder of logs that is handed on does not hold it. */
function readKey(path: string): Buffer {
  try {
    const kept = Buffer.from(readFileSync(path, 'latin1').trim(), 'base64url')
    if (kept.length >= 16) return kept
  } catch {
    // Not made yet, or not readable: then one is made.
  }
  const key = randomBytes(32)
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(path, `${key.toString('base64url')}\n`, { mode: 0o600 })
    chmodSync(path, 0o600)
  } catch {
    // This run's customers can still be told apart; the next run's hashes are others.
  }
  return key
}
