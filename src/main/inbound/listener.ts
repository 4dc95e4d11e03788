import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { NextFunction, Request, Response } from 'express'
import type { Where } from './bind.ts'
import type { Connections } from './connections.ts'
import { queryOf } from './fields.ts'
import { answer, type HotRouteNeeds, hotRoute, type RefusedWhy } from './hot-route.ts'
import type { Door } from './shut-door.ts'

export interface ListenerNeeds extends HotRouteNeeds {
  /** The unguessable part of every path: letters, digits, "-" and "_", at least 16. */
  secret: string
  /** Shut until then. */
  door: Door
  /** Host values that are let in, lower case, with the port if it is not the default; null lets any in, for a socket. */
  hosts: () => readonly string[] | null
  /** The headers that answer the challenge of our own look from outside; null for a request without one. */
  vouch?: (headers: IncomingHttpHeaders) => Record<string, string> | null
  /** Something came, whatever becomes of it. */
  onRequest?: () => void
}

export interface Listener {
  address: Where
  inboundPath: string
  receiptsPath: string
}

/**
 * Opens the door that the provider's webhooks come to.
 *
 * An exact path with an allowed Host and something to read goes to the hot route. All else goes to Express: the bare
 * GET by which a number is linked gets 200, anything else 404 and not a word more. A challenge on that GET is answered
 * before Express is loaded for it.
 *
 * @throws when it cannot listen there, or the secret is none
 */
export async function startListener(needs: ListenerNeeds): Promise<Listener> {
  if (!/^[A-Za-z0-9_-]{16,}$/.test(needs.secret)) throw new Error('The secret of the webhook paths is not usable.')
  const { connections, limits } = needs.door
  const inboundPath = `/${needs.secret}/inbound`
  const receiptsPath = `/${needs.secret}/receipts`
  // The last two are the tutorial's path, alone and behind what was taken for a base address.
  const paths = new Set([inboundPath, receiptsPath, `/${needs.secret}/update`, `${inboundPath}/update`])

  const hot = hotRoute(needs, limits, connections)

  const isOurs = (request: IncomingMessage) => {
    const { method, url = '' } = request
    if (method !== 'POST' && method !== 'GET') return false
    const question = url.indexOf('?')
    return paths.has(question === -1 ? url : url.slice(0, question)) && isHostAllowed(request, needs.hosts())
  }
  const rest = loadLater(() => coldRoutes((request) => request.method === 'GET' && isOurs(request), needs))
  const take = (request: IncomingMessage, response: ServerResponse) => {
    needs.onRequest?.()
    try {
      if (request.rawHeaders.length > limits.headerLines * 2) {
        response.shouldKeepAlive = false
        needs.onRefused?.('headers')
        answer(response, 431)
        return
      }
      const ours = isOurs(request)
      const proof = ours && isLinkCheck(request) ? (needs.vouch?.(request.headers) ?? null) : null
      if (proof !== null) response.writeHead(200, { ...proof, 'content-length': 0 }).end()
      else if (ours && !isLinkCheck(request)) hot(request, response)
      else
        rest().then(
          (app) => app(request, response),
          (error: unknown) => {
            needs.unexpected('A request could not be routed', error)
            answer(response, 503)
          },
        )
    } catch (error) {
      needs.unexpected('A request could not be routed', error)
      answer(response, 503)
    }
  }
  const address = await needs.door.address
  needs.door.open({ take, refuseBroken: (error, socket) => refuseBroken(error, socket, connections, needs) })
  return { address, inboundPath, receiptsPath }
}

function isLinkCheck(request: IncomingMessage): boolean {
  return request.method === 'GET' && queryOf(request.url ?? '') === ''
}

/** Node keeps the first of two Host lines and drops the other, so both have to be counted in what came. */
function isHostAllowed(request: IncomingMessage, hosts: readonly string[] | null): boolean {
  if (hosts === null) return true
  const lines = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return lines.length === 1 && hosts.includes((request.headers.host ?? '').toLowerCase())
}

/** Made when first asked for: Express takes as long to load as all else at start together. */
function loadLater<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}

/** What is not a webhook. Express's own answers name files of ours and its version, so none of them is left. */
async function coldRoutes(isAlive: (request: IncomingMessage) => boolean, needs: ListenerNeeds) {
  const { default: express } = await import('express')
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', false)
  app.use((request: Request, response: Response) => {
    if (isAlive(request)) response.status(200).end()
    else {
      needs.onRefused?.('address')
      response.status(404).end()
    }
  })
  // Express knows a handler of errors by its four parameters.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    needs.unexpected('A request could not be answered', error)
    if (response.headersSent) response.destroy()
    else response.status(500).end()
  })
  return app
}

/**
 * Node's own answer to a slow sender is 408, after which a browser sends its POST again by itself: who is slow is cut
 * off without a word. Who is malformed gets one constant answer.
 */
function refuseBroken(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  connections: Connections,
  needs: Pick<ListenerNeeds, 'onRefused'>,
): void {
  needs.onRefused?.(brokenWhy[error.code ?? ''] ?? 'malformed')
  // With an answer still owed, these bytes would be taken for that answer.
  const silent = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' || error.code === 'ECONNRESET' || connections.owed(socket)
  if (silent || !socket.writable) {
    socket.destroy()
    return
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`, () => socket.destroy())
}

const brokenWhy: Record<string, RefusedWhy> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'slow',
  HPE_HEADER_OVERFLOW: 'headers',
}
