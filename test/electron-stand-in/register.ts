import { registerHooks } from 'node:module'

/** Loaded before everything else: from here on the module 'electron' is the stand-in, and the process looks like Electron's. */

const url = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

Object.defineProperty(process, 'versions', {
  value: Object.freeze({ ...process.versions, electron: '45.4.1', chrome: 'stand-in' }),
})
Object.defineProperty(process, 'type', { value: 'browser' })
