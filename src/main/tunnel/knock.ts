import { addAbortSignal } from 'node:stream'

/**
 * Whether a server answers a TLS greeting at all. Nothing is sent over the connection and it is closed at once, so the
 * certificate is not checked: whoever talks to the server afterwards checks it.
 *
 * @param serverAddress host:port
 * @returns `silent` when nothing came within `limitMs`, `nobody` when there is no way to it or `quit` was aborted.
 *   Never rejects.
 */
export async function knock(
  serverAddress: string,
  limitMs: number,
  quit: AbortSignal,
): Promise<'answers' | 'silent' | 'nobody'> {
  // Loaded with the first knock: nobody should wait for it while the desk starts.
  const { connect } = await import('node:tls')
  const { hostname, port } = new URL(`https://${serverAddress}`)
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
    })
    const timer = setTimeout(() => end('silent'), limitMs)
    const end = (result: 'answers' | 'silent' | 'nobody') => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    socket.on('secureConnect', () => end('answers'))
    socket.on('error', () => end('nobody'))
    socket.on('close', () => end('nobody'))
    addAbortSignal(quit, socket)
  })
}
