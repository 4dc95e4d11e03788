import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { type HandoverPreview, summaryMost } from '../../shared/handover.ts'
import { asArrived } from './arrived-meanwhile.ts'
import { syncToDisk } from './disk.ts'
import { noteTakenOver } from './handed-over.ts'
import { incomingPath, removeHandovers, removeIncoming } from './handover-files.ts'
import { damaged } from './header.ts'
import type { HandoverHead } from './make-handover.ts'
import { keepThisDesk } from './of-this-desk.ts'
import { isOurSchema } from './our-schema.ts'
import type { Understand } from './records.ts'
import { putInPlace } from './restore.ts'
import { migrations } from './schema.ts'
import { NotOpened, unseal } from './sealed-file.ts'
import { batchWriter } from './writer.ts'

export type ReadHandover = { kind: 'read'; preview: HandoverPreview } | { kind: NotOpened['why'] | 'no-such-handover' }

export type TakenHandover =
  /** `keptAs` is where the file lies that was there before. */
  | { kind: 'taken'; preview: HandoverPreview; keptAs: string | null }
  | { kind: NotOpened['why'] | 'no-such-handover' }
  /** Nothing was changed. */
  | { kind: 'failed'; code: string; text: string }

const headMost = 64 * 1024
const count = z.int().min(0)
const readHead = z.strictObject({
  number: z.string().regex(/^\d{1,15}$/),
  mode: z.enum(['practice', 'live']),
  madeAt: z.iso.datetime(),
  summary: z.string().max(summaryMost),
  texts: count,
  needsYou: count,
  snoozed: count.nullable().default(null),
  drafts: count.nullable().default(null),
  waiting: count,
  queuedOrHeld: count,
  runsActive: count,
  schema: z.int().min(1),
})

/** What a handover that was brought here holds. All of it is opened, so that a damaged one is told before it is chosen. */
export function readHandover(folder: string, id: string, passphrase: Uint8Array): ReadHandover {
  try {
    return { kind: 'read', preview: open(incomingPath(folder, id), passphrase, () => {}) }
  } catch (error) {
    return { kind: whyNot(error) }
  } finally {
    passphrase.fill(0)
  }
}

/**
 * Puts a handover in the place of the database, by the way of a restore (restore.ts): what was there is kept beside it,
 * and nothing in it leaves by itself. Replies that came here since this desk was itself handed over are taken along.
 */
export function takeHandover(
  folder: string,
  { id, passphrase, now }: { id: string; passphrase: Uint8Array; now: number },
  understand: Understand,
): TakenHandover {
  const unpacked: { preview?: HandoverPreview } = {}
  try {
    if (!existsSync(incomingPath(folder, id))) return { kind: 'no-such-handover' }
    const arrived = asArrived(folder)
    const became = putInPlace(folder, {
      as: 'replaced',
      now,
      fill: (building) => {
        unpacked.preview = unpack(incomingPath(folder, id), passphrase, building)
      },
      adapt: (copy) => {
        if (!isOurSchema(copy)) throw damaged('The handover')
        keepThisDesk(copy, folder)
        const { madeAt = '', summary = '' } = unpacked.preview ?? {}
        noteTakenOver(copy, { at: now, madeAt: Date.parse(madeAt), summary, linked: false })
        if (arrived.length > 0) batchWriter(copy, understand)(arrived)
      },
    })
    if (became.kind === 'backup-damaged') return { kind: 'damaged' }
    if (became.kind === 'failed') return became.code === 'newer' ? { kind: 'newer' } : { ...became, kind: 'failed' }
    removeIncoming(folder)
    removeHandovers(folder)
    if (unpacked.preview === undefined) throw new Error('A copy was put in place that was never unpacked')
    return { kind: 'taken', preview: unpacked.preview, keptAs: became.keptAs }
  } catch (error) {
    return { kind: whyNot(error) }
  } finally {
    passphrase.fill(0)
  }
}

function unpack(path: string, passphrase: Uint8Array, to: string): HandoverPreview {
  rmSync(to, { force: true })
  const file = openSync(to, 'wx', 0o600)
  try {
    const preview = open(path, passphrase, (bytes) => {
      for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from)
    })
    return preview
  } finally {
    closeSync(file)
    syncToDisk(to)
  }
}

/** @throws NotOpened; what the system says */
function open(path: string, passphrase: Uint8Array, take: (bytes: Buffer) => void): HandoverPreview {
  let said = Buffer.alloc(0)
  const found: { head?: HandoverHead } = {}
  unseal(path, passphrase, (bytes) => {
    if (found.head !== undefined) return take(bytes)
    said = Buffer.concat([said, bytes])
    if (said.length < 4) return
    const size = said.readUInt32BE()
    if (size > headMost) throw new NotOpened('damaged')
    if (said.length < 4 + size) return
    found.head = headIn(said.subarray(4, 4 + size))
    take(said.subarray(4 + size))
  })
  if (found.head === undefined) throw new NotOpened('damaged')
  const { schema: _, ...preview } = found.head
  return preview
}

function headIn(bytes: Buffer): HandoverHead {
  let parsed: unknown
  try {
    parsed = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new NotOpened('damaged')
  }
  const schema = z.looseObject({ schema: z.int() }).safeParse(parsed)
  // What a later layout says of itself may be said otherwise.
  if (schema.success && schema.data.schema > migrations.length) throw new NotOpened('newer')
  const head = readHead.safeParse(parsed)
  if (!head.success) throw new NotOpened('damaged')
  return head.data as HandoverHead
}

function whyNot(error: unknown): NotOpened['why'] | 'no-such-handover' {
  if (error instanceof NotOpened) return error.why
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'no-such-handover'
  throw error
}
