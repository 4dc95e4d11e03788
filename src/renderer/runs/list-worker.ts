import { inPieces, type ToReader } from './read-list.ts'

let pieces: ReturnType<typeof inPieces> | null = null

/** Reads one list beside the window: cutting up 50,000 lines takes longer than a picture may. Hands over a piece each time it is asked. */
addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (data.kind === 'read') pieces = inPieces(data.source)
  const next = pieces?.next()
  if (next?.done === false) postMessage(next.value)
})
