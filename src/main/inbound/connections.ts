import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ListenerLimits } from './limits.ts'

export interface Connections {
  /** Counts a request. True for the last one that its connection may bring, and for any while there are too many. */
  countRequest(socket: Socket): boolean
  /** A complete webhook has come over this connection and waits for its answer; undone by `answered`. */
  owe(socket: Socket): void
  answered(socket: Socket): void
  /** Whether a complete webhook waits for its answer. */
  owed(socket: Duplex): boolean
  /** Ends every connection that is owed nothing, and the others with their answer. */
  end(): void
  /** Ends every connection now. */
  cut(): void
}

/**
 * Keeps room for whoever has something to say: at the limit the oldest connection without a complete request gives
 * way. Node's own `maxConnections` turns the newest away, so 64 senders that send nothing would shut the provider out.
 *
 * Forty customers who answer in the same second are no attack, and a connection just made had no chance to be read
 * yet. So the limit holds for connections older than `patienceMs`; only above `burst` does even a young one go. One
 * that brings a request while there are too many goes with its answer.
 */
export function limitConnections(
  server: Server,
  limits: Pick<ListenerLimits, 'connections' | 'burst' | 'patienceMs' | 'requestsPerSocket'>,
): Connections {
  const open = new Map<Duplex, { since: number; owed: number; requests: number }>()
  /** Told to go with their answer. */
  const leaving = new Set<Duplex>()
  let timer: NodeJS.Timeout | null = null
  let ending = false

  // A Map keeps the order of insertion: oldest first.
  const giveWay = (most: number, patienceMs: number) => {
    for (const [socket, { since, owed }] of open) {
      if (open.size <= most || performance.now() - since < patienceMs) return
      if (owed === 0) {
        open.delete(socket)
        socket.destroy()
      }
    }
  }
  const trimSoon = () => {
    if (timer !== null || open.size <= limits.connections) return
    timer = setTimeout(() => {
      timer = null
      // The thread may have been held up by the disk: what has come meanwhile is read first.
      setImmediate(() =>
        setImmediate(() => {
          giveWay(limits.connections, limits.patienceMs)
          trimSoon()
        }),
      )
    }, limits.patienceMs)
    timer.unref()
  }

  server.on('connection', (socket) => {
    open.set(socket, { since: performance.now(), owed: 0, requests: 0 })
    socket.once('close', () => {
      open.delete(socket)
      leaving.delete(socket)
    })
    giveWay(limits.burst, 0)
    trimSoon()
  })
  return {
    countRequest: (socket) => {
      const connection = open.get(socket)
      if (connection === undefined) return true
      connection.requests += 1
      // Cut while it idles, a connection takes a webhook with it that is on its way, and that comes again much later.
      const isLast = connection.requests >= limits.requestsPerSocket || open.size - leaving.size > limits.connections
      if (isLast) leaving.add(socket)
      return leaving.has(socket)
    },
    owe: (socket) => {
      const connection = open.get(socket)
      if (connection !== undefined) connection.owed += 1
    },
    answered: (socket) => {
      const connection = open.get(socket)
      if (connection === undefined) return
      connection.owed -= 1
      if (ending && connection.owed === 0) socket.destroySoon()
    },
    owed: (socket) => (open.get(socket)?.owed ?? 0) > 0,
    end: () => {
      ending = true
      for (const [socket, { owed }] of open) if (owed === 0) socket.destroy()
    },
    cut: () => {
      for (const socket of open.keys()) socket.destroy()
    },
  }
}
