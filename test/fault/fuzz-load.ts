import { connect } from 'node:net'
import { setPriority } from 'node:os'
import { openDice } from '../support/dice.ts'
import { fuzzedRequest, type RawRequest } from './fuzz-requests.ts'

/**
 * `fuzz-load.ts URL COUNT SEED`: so many spoiled requests over plain sockets, as fast as they are answered. Says one JSON
 * line when it begins and another with what it saw at the end.
 */
const { port, pathname, host } = new URL(process.argv[2] ?? '')
const dice = openDice(Number(process.argv[4]))
const place = { path: pathname, host }
let left = Number(process.argv[3])
const connections = 32
/** Nobody may keep a sender waiting for longer; what was cut off later than this counts as never answered. */
const patienceMs = 15_000

// Attackers have computers of their own: where cores are short, it is not the desk or the measuring that waits.
setPriority(5)
const seen = { sent: 0, statuses: {} as Record<string, number>, closed: 0, hung: 0 }

/** One connection's life: requests that keep their frame one after another, and at the end one that does not. */
function talk(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    let heard = ''
    let last = false
    let answered = false
    const next = () => {
      if (left <= 0) {
        last = true
        socket.end()
        return
      }
      left -= 1
      seen.sent += 1
      answered = false
      const request: RawRequest = fuzzedRequest(dice, place)
      last = !request.whole
      // With its end in sight a server need not wait for the rest of what will never come.
      if (last) socket.end(request.bytes, 'latin1')
      else socket.write(request.bytes, 'latin1')
    }
    const timer = setTimeout(() => {
      seen.hung += 1
      socket.destroy()
    }, patienceMs)
    socket.setEncoding('latin1')
    socket.on('connect', next)
    socket.on('data', (chunk: string) => {
      heard += chunk
      for (;;) {
        const end = heard.indexOf('\r\n\r\n')
        if (end === -1) return
        const head = heard.slice(0, end)
        heard = heard.slice(end + 4)
        const status = head.slice(9, 12)
        seen.statuses[status] = (seen.statuses[status] ?? 0) + 1
        answered = true
        timer.refresh()
        if (/\r\nconnection: close(\r\n|$)/i.test(head)) socket.end()
        else if (!last) next()
      }
    })
    socket.on('end', () => socket.end())
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Nobody is there any more: what was not sent is told by the count.
      if (error.code === 'ECONNREFUSED') left = 0
    })
    socket.on('close', () => {
      clearTimeout(timer)
      if (!answered) seen.closed += 1
      resolve()
    })
  })
}

process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
await Promise.all(
  Array.from({ length: connections }, async () => {
    while (left > 0) await talk()
  }),
)
process.stdout.write(`${JSON.stringify(seen)}\n`)
