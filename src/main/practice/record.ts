import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** A send request as it came, without its secrets, and what was answered. */
export interface SendRequest {
  /** ISO 8601, like every `at` here. */
  at: string
  headers: Record<string, string>
  body: Record<string, string>
  /** Message ids of what was taken: the text went out, whatever the caller was answered. */
  accepted: string[]
  /** What a phone shows of it; null when nothing was taken. */
  text: string | null
  answer: { status: number; body: unknown } | { fault: string }
}

/** One attempt to hand a webhook over. */
export interface Delivery {
  at: string
  kind: 'inbound' | 'receipt'
  /** null: nothing was linked, so nothing was tried. */
  url: string | null
  attempt: number
  fields: Record<string, unknown>
  status?: number
  error?: string
}

/** Any other request to the API. */
export interface AccountCall {
  at: string
  method: string
  path: string
  fields: Record<string, string>
  answer: { status: number; body: unknown } | { fault: string }
}

/** The GET that is made before a link is taken. */
export interface LinkCheck {
  at: string
  url: string
  status?: number
  error?: string
}

export interface PretendRecord {
  requests: SendRequest[]
  deliveries: Delivery[]
  calls: AccountCall[]
  checks: LinkCheck[]
}

export interface Recorder {
  note<Kind extends keyof PretendRecord>(kind: Kind, entry: PretendRecord[Kind][number]): void
  /** A copy that does not change any more. */
  read(): PretendRecord
  close(): void
}

/**
 * Keeps what was accepted and what was delivered, apart from the program under test.
 *
 * @param needs.file is appended to, one JSON object a line with its kind as `is`. A delivery that was answered 2xx is
 *   on the disk before anything else happens: a test that kills or unplugs compares with exactly these lines.
 * @param needs.limit newest entries of a kind that stay in memory; the file is never cut
 * @throws when the file cannot be opened
 */
export function openRecord(needs: { file?: string; limit?: number }): Recorder {
  const entries: PretendRecord = { requests: [], deliveries: [], calls: [], checks: [] }
  const limit = needs.limit ?? Number.POSITIVE_INFINITY
  let file = needs.file === undefined ? null : openSync(needs.file, 'a', 0o600)
  return {
    note(kind, entry) {
      const kept: unknown[] = entries[kind]
      kept.push(entry)
      if (kept.length > limit) kept.shift()
      if (file === null) return
      writeSync(file, `${JSON.stringify({ is: kind, ...entry })}\n`)
      if (kind === 'deliveries' && 'status' in entry && isSuccess(entry.status)) fsyncSync(file)
    },
    read: () => structuredClone(entries),
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

export const isSuccess = (status: number | undefined) => status !== undefined && status >= 200 && status < 300
