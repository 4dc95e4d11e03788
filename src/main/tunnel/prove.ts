import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { connect } from 'node:net'

const challengeHeader = 'x-desk-challenge'
const proofHeader = 'x-desk-proof'
/** 16 bytes as base64url. */
const challengePattern = /^[A-Za-z0-9_-]{22}$/
/** For our own server, on this computer. */
const connectMs = 1_000

/** Which half of the way in is at fault, when the desk could not reach itself through it. */
export const probeWhys = [
  /** There is none to try: no tunnel yet, or no way in at all. */
  'no-address',
  /** Nothing answers at the public address, or there is no way out to it. */
  'silent',
  /** What answers there is not this desk. */
  'elsewhere',
  /** The public address answers, and does not get through to this computer. */
  'not-passed-on',
  /** Our own webhook server takes no connection. */
  'ours-down',
] as const
export type ProbeWhy = (typeof probeWhys)[number]

/** What came of asking ourselves through the public address; `text` is a sentence or two in English. */
export type Probe = { ok: true; ms: number } | { ok: false; why: ProbeWhy; text: string }

/** Both halves of the proof that a public address leads to this very desk. They share a key that lives as long as it. */
export interface ProofOfRun {
  key: Uint8Array
  /** The listener's half: the headers to answer a challenge with; null when there is none. */
  vouch(headers: IncomingHttpHeaders): Record<string, string> | null
  /**
   * The other half: one GET of `url`, over a connection of its own, since one that was kept may be dead and not know it.
   *
   * @param where our webhook server, to tell which half is at fault
   */
  prove(url: string, where: { socketPath: string } | { port: number }, quit: AbortSignal): Promise<Probe>
}

/**
 * A 200 proves little: a hotel's sign-in page, a parked domain and the same program on another desk answer it as well,
 * and so does a cache. So each look asks for the HMAC of a challenge that was never asked before.
 *
 * @param needs.answerMs for one look
 * @param needs.key of another thread's proof, to answer for it
 */
export function proofOfRun({
  answerMs = 5_000,
  key = randomBytes(32),
}: {
  answerMs?: number
  key?: Uint8Array
} = {}): ProofOfRun {
  const sign = (challenge: string) => createHmac('sha256', key).update(challenge).digest('base64url')

  async function ask(url: string, quit: AbortSignal): Promise<Probe> {
    const host = URL.parse(url)?.host ?? url
    const challenge = randomBytes(16).toString('base64url')
    const headers = { [challengeHeader]: challenge, 'cache-control': 'no-cache' }
    const began = performance.now()
    try {
      const answer = await head(url, headers, AbortSignal.any([quit, AbortSignal.timeout(answerMs)]))
      if (answer.statusCode === 200 && isSame(answer.headers[proofHeader], sign(challenge)))
        return { ok: true, ms: Math.round(performance.now() - began) }
      return notThisDesk(host, answer)
    } catch (error) {
      return notAsked(host, error)
    }
  }

  return {
    key,
    vouch(headers) {
      const challenge = headers[challengeHeader]
      if (typeof challenge !== 'string' || !challengePattern.test(challenge)) return null
      // A cache that kept it would stand between us and the proof the next time.
      return { [proofHeader]: sign(challenge), 'cache-control': 'no-store' }
    },
    async prove(url, where, quit) {
      const proof = await ask(url, quit)
      if (proof.ok || quit.aborted || (await takesConnections(where))) return proof
      return {
        ok: false,
        why: 'ours-down',
        text: 'The webhook server of this desk does not answer. Start the desk again.',
      }
    },
  }
}

/** Follows no redirect, since Vonage does not either, and reads nothing behind the headers. */
async function head(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage> {
  // Loaded with the first look: nobody should wait for TLS while the desk starts.
  const { request } = await import(url.startsWith('https:') ? 'node:https' : 'node:http')
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers, signal, agent: false })
    asking.on('error', reject)
    asking.on('response', (answer: IncomingMessage) => {
      answer.on('error', () => {}) // Cut by us.
      answer.destroy()
      resolve(answer)
    })
    asking.end()
  })
}

function isSame(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function notThisDesk(host: string, { statusCode = 0, headers }: IncomingMessage): Probe {
  const code = /^ERR_NGROK_\d{1,6}$/.exec(String(headers['ngrok-error-code'] ?? ''))?.[0]
  if (code === undefined && ![502, 503, 504].includes(statusCode))
    return { ok: false, why: 'elsewhere', text: `${host} answers, but leads to something else than this desk.` }
  const text = `${host} answers, but does not get through to this computer (${code ?? statusCode}).`
  return { ok: false, why: 'not-passed-on', text }
}

function notAsked(host: string, error: unknown): Probe {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/CERT|SIGNATURE|ISSUER/.test(code))
    return { ok: false, why: 'elsewhere', text: `${host} answers with a certificate that is not in order.` }
  if (code.startsWith('HPE_'))
    return { ok: false, why: 'elsewhere', text: `${host} answers, but leads to something else than this desk.` }
  const text = `${host} does not answer. It may be down, or this computer has no way out to the internet.`
  return { ok: false, why: 'silent', text }
}

function takesConnections(where: { socketPath: string } | { port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = 'port' in where ? connect(where.port, '127.0.0.1') : connect(where.socketPath)
    const end = (answers: boolean) => {
      socket.destroy()
      resolve(answers)
    }
    socket.setTimeout(connectMs, () => end(false))
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
  })
}
