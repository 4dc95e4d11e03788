import type { Argument } from '../shared/desk-api.ts'
import type { DeskState } from '../shared/desk-state.ts'
import { refused } from '../shared/result.ts'
import type { Desk } from './desk-parts.ts'
import { isPortFree } from './inbound/bind.ts'
import { StartRefused } from './start-refused.ts'

/** Windows keeps whole ranges of ports for itself, and then says EACCES. */
const taken: ReadonlySet<unknown> = new Set(['EADDRINUSE', 'EACCES'])

export const portTaken = (port: number) =>
  refused(
    'port-taken',
    `Another program has port ${port} of this computer, where replies are to come in. End that program, or choose another port, here and where your public address leads.`,
  )

/** Why a desk cannot start, where it is that; else the error as it is. */
export function asPortTaken(error: unknown): unknown {
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number }
  if (!taken.has(code) || syscall !== 'listen' || typeof port !== 'number') return error
  return new StartRefused(portTaken(port).problem)
}

/**
 * The port that these changes would have replies come in at, where another program has it; else null.
 *
 * @param desk the one that gives way to a desk with these changes
 */
export async function takenPort(
  changes: Argument<'saveAccount'>,
  account: DeskState['account'],
  desk: Pick<Desk, 'webhooks'> | null,
): Promise<number | null> {
  const { publicUrl = account?.publicUrl, webhookPort: port = account?.webhookPort } = changes
  if (!publicUrl?.trim() || port == null) return null
  const own = desk?.webhooks == null ? null : Number(new URL(desk.webhooks.inbound).port)
  return port === own || (await isPortFree(port)) ? null : port
}
