import { forkNgrok } from '../../src/main/tunnel/fork-ngrok.ts'

/** Ngrok's process as it is written; a desk's entries name the one that was built. */
export const ngrokFromSource = forkNgrok(new URL('../../src/main/tunnel-process.ts', import.meta.url))
