import { inPieces } from './read-list.ts'

/** Reads one list beside the window: cutting up 50,000 lines takes longer than a picture may. */
addEventListener('message', ({ data }: MessageEvent<string | Uint8Array>) => {
  for (const piece of inPieces(data)) postMessage(piece)
})
