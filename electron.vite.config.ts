import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** The tables of telephone numbers as text: parsed as JSON in a third of the time that JavaScript takes, by every thread. */
const numbersAsJson = {
  name: 'numbers-as-json',
  load: (id: string) => {
    if (!/\/metadata\.\w+\.json\.js$/.test(id)) return null
    const table = JSON.stringify(readFileSync(id.slice(0, -3), 'utf8').trim())
    return `export default JSON.parse(${table})`
  },
}

export default defineConfig({
  main: {
    plugins: [numbersAsJson],
    build: {
      target: 'node24',
      // The SDK, Express and the rest are bundled: one file to read at start instead of some hundred.
      // Native modules stay outside (they are the `dependencies`).
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          // By themselves for the benchmark of starting.
          host: 'src/main/host.ts',
          threads: 'src/main/store/threads.ts',
          serve: 'src/main/serve.ts',
          'store-thread': 'src/main/store-thread.ts',
          'tunnel-process': 'src/main/tunnel-process.ts',
          'pretend-vonage': 'src/main/pretend-vonage.ts',
        },
        // CommonJS starts in half the time: importing a built-in module as ESM reads all its exports, and one of
        // node:http's is a WebSocket that loads 20 ms of Node.
        // Names stay as they are: they are what is told of an unexpected error.
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          minify: { mangle: false },
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node24',
      externalizeDeps: false,
      // A sandboxed preload must be CommonJS.
      rolldownOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), numbersAsJson],
    worker: { format: 'es' },
    // The page's policy takes nothing inline, so no asset may become a data: address.
    build: {
      target: 'chrome138',
      minify: true,
      assetsInlineLimit: 0,
      // Read from the disk, not over a network.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
})
