import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { bind, type Where } from './bind.ts'
import { readBody } from './body.ts'
import { type Connections, limitConnections } from './connections.ts'
import { answer } from './hot-route.ts'
import { type ListenerLimits, listenerLimits } from './limits.ts'

/** What is done with what comes. */
export interface Behind {
  take(request: IncomingMessage, response: ServerResponse): void
  /** What is no request, as far as it came. */
  refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void
}

/** The server that webhooks come to. */
export interface Door {
  /** Once it is bound. */
  address: Promise<Where>
  connections: Connections
  limits: ListenerLimits
  open(behind: Behind): void
  /** Takes no more; waits for what is being stored, at most `closeMs`. Safe to call twice. */
  close(): Promise<void>
}

/**
 * A door that is shut until it is opened: whatever comes, under any path, is answered 503 with Retry-After, so that the
 * provider keeps it and comes again. So it is where there is nowhere to keep anything, and from when a desk has its
 * texts open until it has started: the unguessable path is in the database that cannot be read, or not yet, and an
 * address where nobody listens is a 4xx at a tunnel's far end, which may not come again.
 *
 * Nothing that comes is looked at. The same limits hold shut and open.
 *
 * @throws in `address`, when it cannot listen there
 */
export function shutDoor(needs: {
  where: Where
  limits?: Partial<ListenerLimits>
  unexpected: (what: string, error: unknown) => void
}): Door {
  const limits: ListenerLimits = { ...listenerLimits, ...needs.limits }
  // A webhook that is sent at the very end of the time that its sender was told of must find the connection open.
  const graceMs = Math.min(1000, limits.keepAliveMs / 2)
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs - graceMs,
    keepAliveTimeoutBuffer: graceMs,
    // Node would answer by itself, in its own way; the listener looks.
    requireHostHeader: false,
    // How often Node looks for connections that are over time.
    connectionsCheckingInterval: 250,
  })
  // Node drops lines above its limit in silence. One more than ours lets us see that there were more.
  server.maxHeadersCount = limits.headerLines + 1
  const connections = limitConnections(server, limits)

  let behind: Behind = {
    take: (request, response) => {
      // To its end: a connection that is closed with bytes unread is reset, and the answer is lost with it.
      readBody(request, limits.bodyBytes).then(
        () => answer(response, 503),
        (error: unknown) => {
          needs.unexpected('A request could not be refused', error)
          response.destroy()
        },
      )
    },
    refuseBroken: (_error, socket) => socket.destroy(),
  }
  const take = (request: IncomingMessage, response: ServerResponse) => {
    // Node's own maxRequestsPerSocket goes on to answer 503 on the connection instead of closing it.
    if (connections.countRequest(request.socket)) response.shouldKeepAlive = false
    behind.take(request, response)
  }
  server.on('request', take)
  // An `Expect` that Node does not know: it would answer 417, and a 4xx is not sent again.
  server.on('checkExpectation', take)
  server.on('clientError', (error, socket) => behind.refuseBroken(error, socket))

  const address = bind(server, needs.where).then((bound) => {
    server.on('error', (error) => needs.unexpected('The webhook server has a problem', error))
    return bound
  })
  address.catch(() => {}) // Told to whoever asks for it.
  let closing: Promise<void> | null = null
  return {
    address,
    connections,
    limits,
    open: (opened) => {
      behind = opened
    },
    close: () => {
      closing ??= address.then(
        () => closeServer(server, connections, limits.closeMs),
        () => {},
      )
      return closing
    },
  }
}

async function closeServer(server: Server, connections: Connections, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  connections.end()
  const timer = setTimeout(connections.cut, patienceMs)
  await closed
  clearTimeout(timer)
}
