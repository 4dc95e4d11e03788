import { type ClientRequest, type IncomingMessage, request as openPlain } from 'node:http'
import { Agent, globalAgent, request as openSecure } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

interface Post {
  url: string
  method: string
  headers: Record<string, string>
}

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
/**
 * A connection serves one request. What a connection agreed upon with the host makes the next one quicker to open.
 *
 * Where Node is told to go through the proxies of its environment (NODE_USE_ENV_PROXY), fetch does, and so do texts: else
 * all that is asked by fetch would be well on a line on which no text can leave.
 */
const agent = new Agent({ keepAlive: false, proxyEnv: globalAgent.options.proxyEnv })

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
export function postOnce(post: Post & { body: string; withinMs: number }): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    let isUp = false
    const { request, isSecure } = open(post)
    const fail = (error: unknown) => {
      clearTimeout(late)
      reject(new PostFailed(codeOf(error), isUp))
      request.destroy()
    }
    const late = setTimeout(() => fail({ code: 'TIMEOUT' }), post.withinMs)
    // With neither an answer nor an error, as where the answer would speak another protocol from here on.
    const closed = () => fail({ code: 'CLOSED' })
    request.on('error', fail)
    request.once('close', closed)
    request.once('socket', (socket) => {
      const leave = () => {
        isUp = true
        request.end(post.body)
      }
      // One that leads through a proxy is handed over when it is.
      if (isSecured(socket)) leave()
      else socket.once(isSecure ? 'secureConnect' : 'connect', leave)
    })
    request.once('response', (response) => {
      // From here on the answer's own end counts: the request may be closed before all of it was read.
      request.off('close', closed)
      const pieces: Buffer[] = []
      let length = 0
      const done = () => {
        try {
          resolve(wholeOf(response, pieces))
        } catch (error) {
          return fail(error)
        }
        clearTimeout(late)
        request.destroy()
      }
      response.on('error', fail)
      response.on('data', (piece: Buffer) => {
        pieces.push(piece)
        length += piece.length
        if (length > longestBody) done()
      })
      response.once('end', done)
      response.once('close', closed)
    })
  })
}

/** @throws PostFailed where it is no request at all: an address or a heading that is none */
function open({ url, method, headers }: Post): { request: ClientRequest; isSecure: boolean } {
  try {
    const isSecure = new URL(url).protocol === 'https:'
    const request = isSecure
      ? openSecure(url, { method, headers, agent })
      : openPlain(url, { method, headers, agent: false })
    return { request, isSecure }
  } catch (error) {
    throw new PostFailed(codeOf(error), false)
  }
}

/** Both sides have finished what comes before the first byte of the request. */
const isSecured = (socket: Socket) => socket instanceof TLSSocket && socket.getFinished() !== undefined

/** @throws when a heading is none */
function wholeOf(response: IncomingMessage, pieces: Buffer[]): PostAnswer {
  const named = Object.entries(response.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')])
  return {
    status: response.statusCode ?? 0,
    headers: new Headers(named as [string, string][]),
    body: Buffer.concat(pieces).toString(),
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'UNKNOWN'
