import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setPriority } from 'node:os'

/**
 * `flood-load.ts URL`: forged webhooks as fast as they are answered, over 64 connections, and 200 connections that never
 * finish what they say, each opened again when it is cut. One JSON line when all of it is under way; SIGTERM ends it
 * with another that counts.
 */
const { hostname, port, pathname, host } = new URL(process.argv[2] ?? '')
const floodConnections = 64
const slowConnections = 200
/** A slow sender says one byte this often. */
const dripMs = 500
// Attackers have computers of their own: where cores are short, it is not the desk or the measuring that waits.
setPriority(10)
let ending = false
const seen = { answered: {} as Record<string, number>, cut: 0 }

const dial = () => connect({ host: hostname, port: Number(port), noDelay: true }).on('error', () => {})

let count = 0
function forged(): string {
  count += 1
  const body = `msisdn=447700900666&to=447700900000&messageId=forged-${count}&text=forged+${count}&timestamp=1775117730&sig=${'0'.repeat(64)}`
  return `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** Sends the next as soon as the last is answered. */
function flood(): void {
  const socket = dial()
  let heard = ''
  socket.setEncoding('latin1')
  socket.on('connect', () => socket.write(forged()))
  socket.on('data', (chunk: string) => {
    heard += chunk
    if (!heard.includes('\r\n\r\n')) return
    const status = heard.slice(9, 12)
    seen.answered[status] = (seen.answered[status] ?? 0) + 1
    const last = /\r\nconnection: close\r\n/i.test(heard)
    heard = ''
    if (last) socket.end()
    else socket.write(forged())
  })
  socket.on('close', () => {
    if (!ending) setTimeout(flood, 1)
  })
}

/** Half of them never end their headers, half never their body. */
function dawdle(nth: number): Socket {
  const socket = dial()
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\n`
  socket.on('connect', () => socket.write(nth % 2 === 0 ? `${head}X-Slow: ` : `${head}Content-Length: 60000\r\n\r\na=`))
  const drip = setInterval(() => socket.write('x'), dripMs)
  socket.resume().on('close', () => {
    clearInterval(drip)
    seen.cut += 1
    if (!ending) setTimeout(() => dawdle(nth), 50)
  })
  return socket
}

const slow = Array.from({ length: slowConnections }, (_each, nth) => dawdle(nth))
await Promise.all(slow.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
for (let started = 0; started < floodConnections; started += 1) flood()
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
process.on('SIGTERM', () => {
  ending = true
  process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit(0))
})
