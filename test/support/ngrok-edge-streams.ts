import { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'

/** Frame kinds and flags of muxado, the multiplexing that ngrok's agent protocol runs on. */
const reset = 0
const data = 1
const window = 2
const fin = 1
const syn = 2
const headerBytes = 8
const firstWindow = 0x40000
const largestFrame = 0x4000

interface Credit {
  /** Octets the other side still takes on this stream. */
  left: number
  more: () => void
}

export interface Streams {
  /** A stream from us to the client. Its first four octets say what it is for. */
  open(kind: number): Duplex
}

/**
 * Carries many streams over one connection. Frame: 24 bits of length, 4 of kind, 4 of flags, 32 of stream id, content.
 *
 * @param onStream a stream the client opened; nothing has been read from it
 */
export function carryStreams(socket: TLSSocket, onStream: (stream: Duplex) => void): Streams {
  const streams = new Map<number, { stream: Duplex; credit: Credit }>()
  // Even numbers are the server's.
  let nextId = 2

  function send(kind: number, flags: number, id: number, content: Buffer = Buffer.alloc(0)) {
    const header = Buffer.alloc(headerBytes)
    header.writeUIntBE(content.length, 0, 3)
    header.writeUInt8((kind << 4) | flags, 3)
    header.writeUInt32BE(id, 4)
    if (!socket.destroyed) socket.write(Buffer.concat([header, content]))
  }

  function makeStream(id: number, ours: boolean): Duplex {
    const credit: Credit = { left: firstWindow, more: () => undefined }
    let flags = ours ? syn : 0
    const stream = new Duplex({
      read: () => undefined,
      write(chunk: Buffer, _encoding, done) {
        let rest = chunk
        credit.more = () => {
          while (rest.length > 0 && credit.left > 0) {
            const piece = rest.subarray(0, Math.min(credit.left, largestFrame))
            send(data, flags, id, piece)
            flags = 0
            credit.left -= piece.length
            rest = rest.subarray(piece.length)
          }
          if (rest.length > 0) return
          credit.more = () => undefined
          done()
        }
        credit.more()
      },
      final(done) {
        send(data, fin, id)
        done()
      },
      destroy(_error, done) {
        streams.delete(id)
        done(null)
      },
    })
    stream.on('error', () => undefined)
    streams.set(id, { stream, credit })
    return stream
  }

  function take(kind: number, flags: number, id: number, content: Buffer) {
    if (kind === data && flags & syn && !streams.has(id)) onStream(makeStream(id, false))
    const known = streams.get(id)
    if (known === undefined) return
    if (kind === reset) known.stream.destroy()
    if (kind === window) {
      known.credit.left += content.readUInt32BE(0)
      known.credit.more()
    }
    if (kind !== data) return
    if (content.length > 0) {
      known.stream.push(Buffer.from(content))
      const taken = Buffer.alloc(4)
      taken.writeUInt32BE(content.length)
      send(window, 0, id, taken)
    }
    if (flags & fin) known.stream.push(null)
  }

  let unread: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    while (unread.length >= headerBytes) {
      const end = headerBytes + unread.readUIntBE(0, 3)
      if (unread.length < end) return
      const kindAndFlags = unread.readUInt8(3)
      take(kindAndFlags >> 4, kindAndFlags & 15, unread.readUInt32BE(4) & 0x7fffffff, unread.subarray(headerBytes, end))
      unread = unread.subarray(end)
    }
  })
  socket.on('close', () => {
    for (const { stream } of [...streams.values()]) stream.destroy()
  })

  return {
    open(kind) {
      const stream = makeStream(nextId, true)
      nextId += 2
      const head = Buffer.alloc(4)
      head.writeUInt32BE(kind)
      stream.write(head)
      return stream
    },
  }
}
