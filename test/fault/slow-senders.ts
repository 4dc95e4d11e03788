import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What a sender says, and then never the rest. One byte more now and then keeps the connection from being idle. */
const beginnings = (path: string, host: string) => [
  '',
  'POST ',
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `,
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 60000\r\n\r\na=`,
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`,
  `POST /elsewhere HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 60000\r\n\r\n`,
]
const dripMs = 500

/**
 * Opens connections that never finish what they say.
 *
 * @returns after `forMs`: how long those lived that were cut, in ms, and how many are still open
 */
export async function slowSenders(url: string, count: number, forMs: number): Promise<{ cut: number[]; open: number }> {
  const { port, pathname, host } = new URL(url)
  const says = beginnings(pathname, host)
  const cut: number[] = []
  const sockets = new Set<Socket>()
  for (let nth = 0; nth < count; nth += 1) {
    const began = performance.now()
    const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true })
    sockets.add(socket)
    const said = says[nth % says.length] ?? ''
    socket.on('connect', () => socket.write(said))
    const byte = said.endsWith('chunked\r\n\r\n') ? '1\r\nx\r\n' : 'x'
    // Who has said nothing goes on saying nothing.
    const drip = setInterval(() => said !== '' && socket.write(byte), dripMs)
    socket.on('error', () => {})
    socket.resume().on('close', () => {
      clearInterval(drip)
      if (sockets.delete(socket)) cut.push(performance.now() - began)
    })
  }
  const until = performance.now() + forMs
  while (sockets.size > 0 && performance.now() < until) await wait(50)
  const open = sockets.size
  for (const socket of sockets) {
    sockets.delete(socket)
    socket.destroy()
  }
  return { cut, open }
}
