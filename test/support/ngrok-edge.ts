import { EventEmitter, once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { makeEdgeCertificate } from './ngrok-edge-certificate.ts'
import { type EdgeBehaviour, type EdgeState, serveEdgeSession } from './ngrok-edge-session.ts'

/**
 * Of the connections whose client spoke: `taken` since the edge began, `standing` now, `bound` those of them that serve
 * an address. `freed`: addresses given back since the edge began.
 */
export interface EdgeConnections {
  taken: number
  standing: number
  bound: number
  freed: number
}

export interface NgrokEdge {
  serverAddress: string
  caCertificate: string
  /** The public side, without TLS: what arrives here goes through the newest session that serves an address. */
  publicUrl: string
  behave(behaviour: EdgeBehaviour): void
  connections(): EdgeConnections
  /** Resolves when `connections` are as wanted. */
  until(wanted: (connections: EdgeConnections) => boolean): Promise<void>
  /** Cuts every connection of the client, without a word. */
  drop(): void
  /** Asks every client to stop, as the button in ngrok's dashboard does. */
  stop(): void
  /** Cuts every connection and takes no more. */
  stopListening(): Promise<void>
  listenAgain(): Promise<void>
  close(): Promise<void>
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/**
 * A stand-in for ngrok's edge on this computer, for the real ngrok client: as much of the agent protocol as one HTTP
 * address needs. What it does not prove: that ngrok's own service does as ours does.
 */
export async function startNgrokEdge({ authtoken }: { authtoken: string }): Promise<NgrokEdge> {
  const { certificate, key } = makeEdgeCertificate()
  const changes = new EventEmitter().setMaxListeners(0)
  const state: EdgeState = { authtoken, behaviour: 'well', sessions: new Set(), taken: 0, freed: 0, changes }
  const sockets = new Set<Socket>()

  const greeter = createTlsServer({ cert: certificate, key }, (socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    serveEdgeSession(socket, state)
  })
  const edge = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    if (state.behaviour !== 'deaf') greeter.emit('connection', socket)
  })

  const publicSide = createServer({ allowHalfOpen: true }, (customer) => {
    const session = [...state.sessions].findLast(({ bound }) => bound.size > 0)
    if (session === undefined) {
      customer.end('HTTP/1.1 404 Not Found\r\nngrok-error-code: ERR_NGROK_3200\r\nconnection: close\r\n\r\n')
      return
    }
    const stream = session.openProxy()
    customer.setNoDelay(true)
    customer.on('error', () => stream.destroy())
    stream.on('close', () => customer.destroy())
    customer.pipe(stream).pipe(customer)
  })

  const port = await listen(edge, 0)
  const publicPort = await listen(publicSide, 0)
  const connections = () => {
    const { taken, freed, sessions } = state
    return { taken, freed, standing: sessions.size, bound: [...sessions].filter(({ bound }) => bound.size > 0).length }
  }
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  const stopListening = async () => {
    const closed = once(edge, 'close')
    edge.close()
    drop()
    await closed
  }

  return {
    serverAddress: `localhost:${port}`,
    caCertificate: certificate,
    publicUrl: `http://127.0.0.1:${publicPort}`,
    behave(behaviour) {
      state.behaviour = behaviour
      changes.emit('behaviour')
    },
    connections,
    async until(wanted) {
      while (!wanted(connections())) await once(changes, 'change')
    },
    drop,
    stop() {
      for (const session of state.sessions) session.sendStop()
    },
    stopListening,
    async listenAgain() {
      await listen(edge, port)
    },
    async close() {
      publicSide.close()
      if (edge.listening) await stopListening()
    },
  }
}
