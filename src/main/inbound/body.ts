import type { IncomingMessage } from 'node:http'

/**
 * Reads a request's body as it came, undecoded.
 *
 * @param capBytes no more than this is ever held; a longer body is read to its end and thrown away, because closing
 *   while the sender still writes would lose the 413
 * @returns `gone` when the sender left or was cut off before the end; there is nobody to answer then
 * @throws never
 */
export function readBody(request: IncomingMessage, capBytes: number): Promise<Buffer | 'too-large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > capBytes) return Promise.resolve('too-large')
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const take = (chunk: Buffer) => {
      length += chunk.length
      if (length <= capBytes) {
        chunks.push(chunk)
        return
      }
      chunks.length = 0
      request.off('data', take)
      resolve('too-large')
    }
    request.on('data', take)
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    // Comes after the end as well, when it changes nothing. Node reports no error of a request nobody listens for.
    request.on('close', () => resolve('gone'))
  })
}
