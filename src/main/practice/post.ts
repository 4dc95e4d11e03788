import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** One HTTP request, byte for byte. */
export interface Letter {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: Buffer | null
}

export type PostOutcome = { status: number } | { error: string }

/**
 * Makes one request and reads no more of the answer than its status. Redirects are not followed.
 *
 * Each request has a connection of its own: on a kept one, a server that hangs up just then looks like a failed
 * delivery that never was.
 *
 * @param withinMs the whole time until the answer's first line
 * @param closing aborts it
 */
export function post(letter: Letter, withinMs: number, closing: AbortSignal): Promise<PostOutcome> {
  return new Promise((resolve) => {
    try {
      const make = new URL(letter.url).protocol === 'https:' ? requestHttps : requestHttp
      const { method, headers } = letter
      const request = make(letter.url, { method, headers, agent: false, signal: closing }, (response) => {
        clearTimeout(limit)
        response.on('error', () => {})
        response.resume()
        resolve({ status: response.statusCode ?? 0 })
      })
      const limit = setTimeout(() => request.destroy(new Error(`no answer within ${withinMs} ms`)), withinMs)
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(limit)
        resolve({ error: error.code ?? error.message })
      })
      request.end(letter.body ?? undefined)
    } catch (error) {
      // An override that no HTTP client can send, such as a header with a line break.
      resolve({ error: error instanceof Error ? error.message : String(error) })
    }
  })
}
