import type { ServerResponse } from 'node:http'
import type { Behaviour } from './behaviour.ts'
import { answer, type HttpAnswer } from './http-call.ts'
import { labelled } from './labelled.ts'

/** What leaves in the end: an HTTP answer, or a connection that fails in the named way. */
export type Ending = HttpAnswer | { fault: 'reset' | 'silence' | 'cut'; body: unknown }

const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`

/** The page that a redirect leads to, and a captive portal shows: 200 to anything. */
export const portalPage: HttpAnswer = { status: 200, body: page('Welcome to Hotel Wi-Fi') }

/**
 * @param usual what would have been answered; its body is what is cut in two
 * @returns how this behaviour ends the request
 */
export function endingOf(behaviour: Behaviour, usual: HttpAnswer): Ending {
  switch (behaviour.answer ?? 'usual') {
    case 'usual':
    case 'throttled':
      return usual
    case 'http':
      return httpEnding(behaviour)
    case 'reset':
      return { fault: 'reset', body: null }
    case 'silence':
      return { fault: 'silence', body: null }
    case 'cut':
      return { fault: 'cut', body: usual.body }
    case 'html':
      return portalPage
    case 'plain-text':
      return { status: 200, body: 'OK', headers: { 'content-type': 'text/plain' } }
    case 'empty':
      return { status: 200, body: null, headers: { 'content-type': 'application/json' } }
    case 'braces':
      return { status: 200, body: {} }
  }
}

/** What Vonage says in JSON unless told otherwise; other statuses come from what stands in front of it, as HTML. */
const labels: Record<string, string> = {
  '401': 'authentication failed',
  '420': 'method failed',
  '429': 'too many concurrent requests',
}

function httpEnding(behaviour: Behaviour): HttpAnswer {
  const { code = 500, errorCode, errorLabel, retryAfterSeconds, location = '/pretend/page' } = behaviour
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  if (code === 204) return { status: 204, body: null }
  if (code >= 300 && code < 400) return { status: code, body: page('Moved'), headers: { location } }
  const label = errorLabel ?? labels[errorCode ?? String(code)]
  if (errorCode !== undefined || label !== undefined)
    return { ...labelled(code, errorCode ?? String(code), label ?? 'method failed'), headers }
  return { status: code, body: page(`${code}`), headers }
}

/** Ends a request the given way. `silence` keeps the connection open until the caller or the server closes it. */
export function end(reply: ServerResponse, ending: Ending): void {
  if (!('fault' in ending)) {
    answer(reply, ending)
    return
  }
  switch (ending.fault) {
    case 'silence':
      return
    case 'reset':
      reply.socket?.resetAndDestroy()
      return
    case 'cut': {
      const bytes = Buffer.from(JSON.stringify(ending.body ?? { 'message-count': '1', messages: [] }))
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': String(bytes.length) })
      reply.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => reply.socket?.destroy())
    }
  }
}
