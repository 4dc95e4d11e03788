import { closeSync, openSync, writeSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

/**
 * `customers.ts URL PER_SECOND RECORD`: customers who text at a fixed rate whatever becomes of it, each text until it is
 * answered 2xx, as Vonage repeats it. Writes the ids of those into RECORD, one a line. Plain sockets: a client library
 * takes more of a small computer than the desk does. SIGUSR2: what it measured so far was to warm up. SIGTERM: no new
 * texts; when all are answered it prints one JSON line that counts.
 */
const [url = '', rate = '', record = ''] = process.argv.slice(2)
const { hostname, port, pathname, host } = new URL(url)
const perSecond = Number(rate)
/** Less than the desk takes, so that none is shut out for another. */
const connectionsMost = 48
const againMs = 300
const answerWithinMs = 10_000
/** Less than the desk gives an idle connection. */
const maxIdleMs = 2_000

const file = openSync(record, 'a', 0o600)
const tookMs: number[] = []
/** The one that has idled longest is first. */
const idle: { socket: Socket; since: number }[] = []
const waiting: { id: string; due: number }[] = []
const statuses: Record<string, number> = {}
let connections = 0
let made = 0
let open = 0
let attempts = 0
let ending = false

function request(id: string): string {
  const from = `447700900${String(made % 1000).padStart(3, '0')}`
  const body = `msisdn=${from}&to=447700900000&messageId=${id}&text=reply+${id}&type=text&keyword=REPLY&api-key=abcd1234`
  return `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

function dial(): Socket {
  connections += 1
  const socket = connect({ host: hostname, port: Number(port), noDelay: true }).setEncoding('latin1')
  socket.on('error', () => {})
  socket.once('close', () => {
    connections -= 1
    const at = idle.findIndex((each) => each.socket === socket)
    if (at !== -1) idle.splice(at, 1)
  })
  return socket
}

/** A server closes what idles, and what is written in the same moment is cut with it: that says nothing of the desk. */
function stillOpen(): Socket | undefined {
  const stale = performance.now() - maxIdleMs
  while (idle[0] !== undefined && idle[0].since < stale) idle.shift()?.socket.end()
  return idle.pop()?.socket
}

function next(): void {
  while (waiting.length > 0) {
    const socket = stillOpen() ?? (connections < connectionsMost ? dial() : undefined)
    if (socket === undefined) return
    const text = waiting.shift()
    if (text !== undefined) attempt(socket, text)
  }
}

function attempt(socket: Socket, text: { id: string; due: number }): void {
  attempts += 1
  const over = (status: string) => {
    clearTimeout(late)
    socket.off('data', heard).off('close', lost)
    statuses[status] = (statuses[status] ?? 0) + 1
    if (status.startsWith('2')) {
      open -= 1
      tookMs.push(performance.now() - text.due)
      writeSync(file, `${text.id}\n`)
    } else
      setTimeout(
        () => {
          waiting.push(text)
          next()
        },
        againMs * (0.5 + Math.random()),
      )
    setImmediate(next)
  }
  let head = ''
  const heard = (chunk: string) => {
    head += chunk
    if (!head.includes('\r\n\r\n')) return
    if (/\r\nconnection: close\r\n/i.test(head)) socket.end()
    else idle.push({ socket, since: performance.now() })
    over(head.slice(9, 12))
  }
  const lost = () => over('none')
  const late = setTimeout(() => socket.destroy(), answerWithinMs)
  socket.on('data', heard).once('close', lost)
  socket.write(request(text.id))
}

const began = performance.now()
const timer = setInterval(() => {
  const owed = ending ? made : Math.floor(((performance.now() - began) / 1000) * perSecond)
  while (made < owed) {
    made += 1
    open += 1
    waiting.push({ id: `t${made}`, due: began + (made / perSecond) * 1000 })
  }
  next()
  if (!ending || open > 0) return
  clearInterval(timer)
  for (const { socket } of idle) socket.destroy()
  closeSync(file)
  const sorted = tookMs.toSorted((a, b) => a - b)
  const quantile = (of: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0
  const counted = { texts: made, attempts, statuses, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }
  process.stdout.write(`${JSON.stringify(counted)}\n`, () => process.exit(0))
}, 5)
process.on('SIGUSR2', () => tookMs.splice(0))
process.on('SIGTERM', () => {
  ending = true
})
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
