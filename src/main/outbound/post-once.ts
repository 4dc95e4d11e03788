import { request as openPlain } from 'node:http'
import { Agent, request as openSecure } from 'node:https'

/** What came back, whole. */
export interface PostAnswer {
  status: number
  headers: Headers
  body: string
}

/** How it failed. */
export class PostFailed extends Error {
  /** As the system names it; TIMEOUT when it took too long. */
  readonly code: string
  /** False when it is certain that not a byte of the request left. */
  readonly mayHaveLeft: boolean
  constructor(code: string, mayHaveLeft: boolean) {
    super(code)
    this.code = code
    this.mayHaveLeft = mayHaveLeft
  }
}

/** Longer than any answer of the SMS API. What is cut off here is no JSON any more. */
const longestBody = 1_000_000
/** A connection serves one request. What a connection agreed upon with the host makes the next one quicker to open. */
const agent = new Agent({ keepAlive: false })

/**
 * Posts once, over a connection of its own, and follows no redirect.
 *
 * Nothing is written before the connection is up, and secure where it is to be: what fails until then, by whatever name,
 * has not left. A connection that is used again may be ended by the other side just as it is written to, and then nobody
 * knows what became of the request.
 *
 * @param post.withinMs from the first step to the last byte of the answer
 * @throws PostFailed
 */
export function postOnce(post: {
  url: string
  method: string
  headers: Record<string, string>
  body: string
  withinMs: number
}): Promise<PostAnswer> {
  const { url, method, headers, body, withinMs } = post
  const isSecure = new URL(url).protocol === 'https:'
  return new Promise((resolve, reject) => {
    let isUp = false
    const request = isSecure
      ? openSecure(url, { method, headers, agent })
      : openPlain(url, { method, headers, agent: false })
    const fail = (error: unknown) => {
      clearTimeout(late)
      reject(new PostFailed(codeOf(error), isUp))
      request.destroy()
    }
    const late = setTimeout(() => fail({ code: 'TIMEOUT' }), withinMs)
    request.on('error', fail)
    request.once('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        isUp = true
        request.end(body)
      }),
    )
    request.once('response', (response) => {
      const pieces: Buffer[] = []
      let length = 0
      const done = () => {
        clearTimeout(late)
        const named = Object.entries(response.headersDistinct).map(([name, values]) => [
          name,
          (values ?? []).join(', '),
        ])
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(named as [string, string][]),
          body: Buffer.concat(pieces).toString(),
        })
        request.destroy()
      }
      response.on('error', fail)
      response.on('data', (piece: Buffer) => {
        pieces.push(piece)
        length += piece.length
        if (length > longestBody) done()
      })
      response.once('end', done)
    })
  })
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'UNKNOWN'
