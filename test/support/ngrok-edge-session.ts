import { randomUUID } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { carryStreams } from './ngrok-edge-streams.ts'

/** What a stream is for: its first four octets. */
const authenticate = 0
const bind = 1
const unbind = 2
const proxy = 3
const stopCommand = 5
const serverInfo = 8
const heartbeat = 0xffffffff

/**
 * How the edge behaves from now on, towards connections that stand as well.
 * - `well`: as ngrok does
 * - `silent`: greets, takes what is written to it, and says nothing; it answers once it behaves otherwise
 * - `deaf`: the same without TLS's greeting
 * - `no-heartbeats`: does all but echo heartbeats
 * - an object: answers authentication, or the wish for a public address, with this error code
 */
export type EdgeBehaviour =
  | 'well'
  | 'deaf'
  | 'silent'
  | 'no-heartbeats'
  | { refuseSession: string }
  | { refuseAddress: string }

/** What all sessions of an edge share. */
export interface EdgeState {
  authtoken: string
  behaviour: EdgeBehaviour
  /** Sessions whose client spoke and that still stand. */
  sessions: Set<EdgeSession>
  taken: number
  freed: number
  /** Emits `change` when something of the above changed. */
  changes: EventEmitter
}

export interface EdgeSession {
  /** The public addresses it serves, by their ids. */
  bound: Map<string, string>
  /** A stream for one connection from the public side. */
  openProxy(): Duplex
  sendStop(): void
}

interface Request {
  Id?: string
  Version?: string[]
  Extra?: { AuthToken?: string; HeartbeatInterval?: number }
  Opts?: { Domain?: string }
}

/** Serves one connection of the client: what it asks, one stream a question. */
export function serveEdgeSession(socket: TLSSocket, state: EdgeState) {
  const bound = new Map<string, string>()
  const streams = carryStreams(socket, serve)
  const saysNothing = () => state.behaviour === 'silent' || state.behaviour === 'deaf'
  const session: EdgeSession = {
    bound,
    openProxy() {
      const stream = streams.open(proxy)
      const [Id] = [...bound.keys()]
      const about = { Id, ClientAddr: '203.0.113.7:4444', Proto: 'https', EdgeType: '3', PassthroughTLS: false }
      const header = Buffer.from(JSON.stringify(about))
      const length = Buffer.alloc(8)
      length.writeBigInt64LE(BigInt(header.length))
      stream.write(Buffer.concat([length, header]))
      return stream
    },
    sendStop() {
      streams.open(stopCommand).write('{}')
    },
  }

  function answerAuthentication({ Extra, Version }: Request) {
    const { behaviour, authtoken } = state
    let refused = Extra?.AuthToken === authtoken ? null : 'ERR_NGROK_105'
    if (typeof behaviour === 'object' && 'refuseSession' in behaviour) refused = behaviour.refuseSession
    // ngrok repeats the token in its message, so a test can see that nobody shows it.
    const words = `No.\nYour authtoken: ${Extra?.AuthToken}\r\n\r\n${refused}\r\n`
    if (refused !== null) return { Version: '', ClientId: '', Error: words }
    // A client that closes a session only stops its heartbeats: ending the connection is left to us.
    const limitMs = (1.4 * (Extra?.HeartbeatInterval ?? 0)) / 1e6
    socket.setTimeout(limitMs, () => (saysNothing() ? socket.setTimeout(limitMs) : socket.destroy()))
    const about = { Version: '0', Region: 'local', Cookie: '', AccountName: '', SessionDuration: 0, PlanName: '' }
    return { Version: Version?.[0] ?? '2', ClientId: randomUUID(), Extra: { ...about, Banner: '' } }
  }

  function answerBind({ Id, Opts }: Request) {
    const id = Id || randomUUID()
    const url = `https://${Opts?.Domain || `${id}.edge.test`}`
    const inUse = [...state.sessions].some((other) => [...other.bound.values()].includes(url))
    let refused = inUse ? 'ERR_NGROK_334' : null
    if (typeof state.behaviour === 'object' && 'refuseAddress' in state.behaviour) {
      refused = state.behaviour.refuseAddress
    }
    const words = `No.\r\n\r\n${refused}\r\n`
    if (refused !== null) return { Id: '', URL: '', Proto: '', BindOpts: null, Extra: { Token: '' }, Error: words }
    bound.set(id, url)
    state.changes.emit('change')
    return { Id: id, URL: url, Proto: 'https', Opts, BindOpts: Opts, Extra: { Token: '' } }
  }

  function answerUnbind({ Id }: Request) {
    if (bound.delete(Id ?? '')) state.freed += 1
    state.changes.emit('change')
    return {}
  }

  function answer(kind: number, request: Request): unknown {
    if (kind === authenticate) return answerAuthentication(request)
    if (kind === bind) return answerBind(request)
    if (kind === unbind) return answerUnbind(request)
    return kind === serverInfo ? { Region: 'local' } : { Error: 'unknown request' }
  }

  function serve(stream: Duplex) {
    if (!state.sessions.has(session) && !socket.destroyed) {
      state.taken += 1
      state.sessions.add(session)
      state.changes.emit('change')
    }
    let kind: number | undefined
    let unread: Buffer = Buffer.alloc(0)
    const read = () => {
      if (kind === undefined && unread.length >= 4) {
        kind = unread.readUInt32BE(0)
        unread = unread.subarray(4)
      }
      if (kind === undefined || unread.length === 0 || saysNothing()) return
      if (kind === heartbeat) {
        if (state.behaviour !== 'no-heartbeats') stream.write(unread)
        unread = Buffer.alloc(0)
        return
      }
      let request: Request
      try {
        request = JSON.parse(unread.toString())
      } catch {
        return // not all of it yet
      }
      unread = Buffer.alloc(0)
      stream.end(JSON.stringify(answer(kind, request)))
    }
    stream.on('data', (chunk: Buffer) => {
      unread = Buffer.concat([unread, chunk])
      read()
    })
    state.changes.on('behaviour', read)
    stream.on('close', () => state.changes.off('behaviour', read))
  }

  socket.on('close', () => {
    state.sessions.delete(session)
    state.changes.emit('change')
  })
}
