import { connect } from 'node:net'

/** What one stretch of load saw. */
export interface LoadSeen {
  answered: number
  /** Answers with another status than 200; a measurement with any of them does not count. */
  refused: number
  seconds: number
}

/**
 * A closed loop: every connection sends its next request as soon as the last one is answered. Plain sockets and
 * requests made as text, since a client library would use up more of its core than the servers do of theirs.
 *
 * @param request one whole HTTP/1.1 request; called once for each
 */
export function closedLoop(needs: {
  port: number
  connections: number
  request: () => string
  /** How long, or how many requests in all. */
  seconds?: number
  requests?: number
}): Promise<LoadSeen> {
  const { port, connections, request } = needs
  const began = performance.now()
  const until = began + (needs.seconds ?? Number.POSITIVE_INFINITY) * 1000
  let left = needs.requests ?? Number.POSITIVE_INFINITY
  const seen: LoadSeen = { answered: 0, refused: 0, seconds: 0 }
  const mayAsk = () => left > 0 && performance.now() < until
  const connection = () =>
    new Promise<void>((resolve, reject) => {
      let head = ''
      let asked = false
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      const next = () => {
        asked = mayAsk()
        left -= 1
        if (asked) socket.write(request())
        else socket.end()
      }
      socket.setEncoding('latin1')
      socket.on('connect', next)
      socket.on('data', (chunk: string) => {
        head += chunk
        if (!head.includes('\r\n\r\n')) return
        if (head.startsWith('HTTP/1.1 200 ')) seen.answered += 1
        else seen.refused += 1
        asked = false
        const last = /\r\nconnection: close\r\n/i.test(head)
        head = ''
        if (last) socket.end()
        else next()
      })
      socket.on('error', reject)
      socket.on('close', () => {
        if (asked) reject(new Error('A connection was cut while an answer was owed'))
        else if (mayAsk()) connection().then(resolve, reject)
        else resolve()
      })
    })
  return Promise.all(Array.from({ length: connections }, connection)).then(() => {
    seen.seconds = (performance.now() - began) / 1000
    return seen
  })
}

/**
 * An open loop: requests leave at fixed times, whether or not the last one was answered, so that a slow server cannot
 * slow its own load down.
 *
 * @param request one whole HTTP/1.1 request; `due` is the moment it should leave, epoch ms. What waits in this process
 *   counts too, or a load that is late would hide it.
 */
export function openLoop(needs: { port: number; perSecond: number; request: (due: number) => string }): {
  sent: () => number
  refused: () => number
  /** What each answer since the last call took, from the moment when its request should have left; ms. */
  latencies(): number[]
  stop(): void
} {
  const { port, perSecond, request } = needs
  let sent = 0
  let refused = 0
  let took: number[] = []
  /** The one that has idled longest is first. */
  const idle: Line[] = []
  const began = performance.now()
  const send = () => {
    // A server closes what idles, and what is sent in the same moment is cut with it: that says nothing of the server.
    const stale = performance.now() - maxIdleMs
    while (idle[0] !== undefined && idle[0].idleSince < stale) idle.shift()?.end()
    const owed = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (sent < owed) {
      sent += 1
      const line = idle.pop() ?? openLine()
      line.due = began + (sent / perSecond) * 1000
      line.send(request(performance.timeOrigin + line.due))
    }
  }
  function openLine(): Line {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const line: Line = {
      due: 0,
      idleSince: 0,
      send: (text) => void socket.write(text),
      end: () => void socket.end(),
    }
    socket.setEncoding('latin1')
    socket.on('data', (head: string) => {
      took.push(performance.now() - line.due)
      if (!head.startsWith('HTTP/1.1 200 ')) refused += 1
      if (/\r\nconnection: close\r\n/i.test(head)) socket.end()
      else {
        line.idleSince = performance.now()
        idle.push(line)
      }
    })
    socket.on('error', () => {
      refused += 1
    })
    // A connection that the server closed for having been idle must not be taken again.
    socket.on('close', () => {
      const at = idle.indexOf(line)
      if (at !== -1) idle.splice(at, 1)
    })
    socket.unref()
    return line
  }
  const timer = setInterval(send, 1)
  return {
    sent: () => sent,
    refused: () => refused,
    latencies: () => {
      const since = took
      took = []
      return since
    },
    stop: () => clearInterval(timer),
  }
}

/** Less than servers give an idle connection. */
const maxIdleMs = 2_000

interface Line {
  /** When its request should have left. */
  due: number
  idleSince: number
  send(text: string): void
  end(): void
}
