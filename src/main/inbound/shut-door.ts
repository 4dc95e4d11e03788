import { createServer } from 'node:http'
import { bind, type Where } from './bind.ts'
import { readBody } from './body.ts'
import { limitConnections } from './connections.ts'
import { answer } from './hot-route.ts'
import { listenerLimits } from './limits.ts'
import type { Listener } from './listener.ts'

/**
 * Stands in the listener's place while there is nowhere to keep anything: whatever comes, under any path, is answered
 * 503 with Retry-After, so that the provider keeps it and comes again. The unguessable path is in the database that
 * cannot be read, and an address where nobody listens is a 4xx at a tunnel's far end, which may not come again.
 *
 * Nothing that comes is looked at. The same limits as the listener's.
 */
export async function startShutDoor(needs: {
  where: Where
  unexpected: (what: string, error: unknown) => void
}): Promise<Listener> {
  const limits = listenerLimits
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: 250,
  })
  const connections = limitConnections(server, limits)
  server.on('request', (request, response) => {
    if (connections.countRequest(request.socket)) response.shouldKeepAlive = false
    // To its end: a connection that is closed with bytes unread is reset, and the answer is lost with it.
    readBody(request, limits.bodyBytes).then(
      () => answer(response, 503),
      (error: unknown) => {
        needs.unexpected('A request could not be refused', error)
        response.destroy()
      },
    )
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  const address = await bind(server, needs.where)
  server.on('error', (error) => needs.unexpected('The webhook server has a problem', error))
  return {
    address,
    inboundPath: '/',
    receiptsPath: '/',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        connections.cut()
      }),
  }
}
