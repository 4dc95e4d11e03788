import type { Rate } from '../../shared/token-bucket.ts'

/** What one sender may use. Genuine webhooks are about 1 KB, and a tunnel sends them at once. */
export interface ListenerLimits {
  /** Bytes of a body; above it 413. */
  bodyBytes: number
  /** Bytes of a body of the other API for texts where signatures are checked: its own cannot be. */
  uncheckedBytes: number
  /** Bytes of a request's first line and headers together; above it 431. */
  headerBytes: number
  /** Header lines; above it 431. */
  headerLines: number
  /** From the connection or the end of the last request to the end of the headers. */
  headersMs: number
  /** From the same moment to the end of the body. Whoever is over time is cut off within another 250 ms. */
  requestMs: number
  /** How long a connection may wait for its next request. */
  keepAliveMs: number
  /** Connections that stay open: above it one goes with its answer, or after `patienceMs`. */
  connections: number
  /** Connections at all. */
  burst: number
  /** How long a connection above `connections` may take before it counts as slow. */
  patienceMs: number
  /** With its answer to the last of them a connection is closed. */
  requestsPerSocket: number
  /** How long a door that closes waits for answers that are owed. */
  closeMs: number
  /** Webhooks that are stored, of all senders together; above it 503. */
  arrivals: Rate
  /**
   * Webhooks that fail the signature's check and are kept, counted apart: a flood of forged ones must neither cost
   * commits nor use up what genuine ones may; above it 503, since it may be our secret that is wrong.
   */
  failures: Rate
}

export const listenerLimits: ListenerLimits = {
  bodyBytes: 64 * 1024,
  uncheckedBytes: 16 * 1024,
  headerBytes: 16 * 1024,
  headerLines: 64,
  headersMs: 5_000,
  requestMs: 9_750,
  keepAliveMs: 5_000,
  connections: 64,
  burst: 512,
  patienceMs: 250,
  requestsPerSocket: 100,
  closeMs: 5_500,
  arrivals: { perSecond: 300, burst: 600 },
  failures: { perSecond: 10, burst: 10 },
}

/** Where nobody but programs of this computer can send anything, there is nobody to hold back. */
export const unhurried = {
  arrivals: { perSecond: Number.POSITIVE_INFINITY, burst: 1 },
} satisfies Partial<ListenerLimits>
