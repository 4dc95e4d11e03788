import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { understand } from '../../src/main/replies/understand.ts'
import { openForWriting } from '../../src/main/store/open.ts'
import type { SendOutcome } from '../../src/main/store/outbox.ts'
import type { Draft } from '../../src/main/store/queue.ts'
import { queries } from '../../src/main/store/reader.ts'
import type { InboundText } from '../../src/main/store/records.ts'
import { commands } from '../../src/main/store/writer.ts'
import type { ThreadTab } from '../../src/shared/thread.ts'
import { deliveryOn, draft } from './conversation.ts'
import { freshFolder, inboundText, receipt } from './store.ts'

export const start = 1_780_000_000_000
export const [ann, ben, cem] = ['447700900101', '447700900102', '447700900103'] as const

let made: string | null = null
/** A folder with an empty database: to make one takes longer than most of these tests. */
function emptyFolder(): string {
  if (made === null) {
    made = freshFolder('made')
    openForWriting(join(made, 'live')).close()
  }
  const folder = freshFolder('threads')
  cpSync(made, folder, { recursive: true })
  return folder
}

/** A real database, written and read in this thread: what is asked here is what the store's threads ask. */
export function openThreads(folder = emptyFolder()) {
  const db = openForWriting(join(folder, 'live'))
  // What survives a power cut is tested elsewhere, and every statement here is a commit of its own.
  db.pragma('synchronous = OFF')
  const touched = new Set<number>()
  const write = commands(db, understand, (seq) => touched.add(seq))
  const read = queries(db)
  const close = () => db.open && db.close()
  onTestFinished(() => void close())
  let at = start
  let sent = 0
  const newest = () => Number(db.prepare('SELECT max(seq) FROM messages').pluck().get())

  const desk = {
    db,
    folder,
    write,
    read,
    touched,
    close,
    at: () => at,
    pass: (ms: number) => {
      at += ms
    },
    /** @returns the `seq` of what came in */
    says: (customer: string, text: string, over: Partial<InboundText> = {}): number => {
      at += 1_000
      write.receive(inboundText({ customer, text, sentAt: at, arrivedAt: at, ...over }))
      const found = db.prepare("SELECT max(seq) FROM messages WHERE customer = ? AND direction = 'inbound'").pluck()
      return Number(found.get(customer))
    },
    queue: (customer: string, over: Partial<Draft> = {}): number => {
      at += 1_000
      const queued = write.queue(draft({ customer, now: at, ...over }))
      if (queued.kind !== 'queued') throw new Error(queued.kind)
      return queued.seq
    },
    /** What may leave now does, and is answered so. @returns the `seq`s that left */
    leave: (outcome: (seq: number) => SendOutcome = accept): number[] => {
      const { claimed } = write.claim({ now: at, limit: 100, notFrom: [], steadySince: 0 })
      for (const { seq } of claimed) write.settle({ seq, outcome: outcome(seq), now: at })
      return claimed.map(({ seq }) => seq)
    },
    ask: (customer: string): number => {
      const seq = desk.queue(customer, deliveryOn('Thursday'))
      desk.leave()
      return seq
    },
    carrierSays: (seq: number, status: 'delivered' | 'failed') =>
      write.receipt(receipt({ providerId: `p${seq}`, status, errorCode: status === 'failed' ? '3' : '0' })),
    newest,
    tab: (tab: ThreadTab, limit = 200, after?: string) => read.threads({ tab, limit, after, now: at }),
    customers: (tab: ThreadTab) => desk.tab(tab).threads.map(({ customer }) => customer),
    thread: (customer: string) => {
      const found = read.thread({ customer, now: at })
      if (found === null) throw new Error(`no thread of ${customer}`)
      return found
    },
    status: (customer: string) => desk.thread(customer).status,
    counts: () => read.threadCounts({ now: at }),
    submission: () => {
      sent += 1
      return `by-hand-${sent}`
    },
  }
  return desk
}

export const accept = (seq: number): SendOutcome => ({ kind: 'accepted', providerIds: [`p${seq}`] })
export const refuse = (): SendOutcome => ({ kind: 'refused', code: 'vonage-9', text: 'No credit.' })
export const lose = (): SendOutcome => ({ kind: 'unknown', code: 'timeout', text: 'Not known.' })
