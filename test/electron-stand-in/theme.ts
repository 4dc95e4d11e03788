import { EventEmitter } from 'node:events'
import { newEvent } from './event.ts'

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system'

  get themeSource() {
    return this.#source
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError('Error processing argument')
    this.#source = source
    this.emit('updated', newEvent({}))
  }
  /** The stand-in's system is light. */
  get shouldUseDarkColors() {
    return this.#source === 'dark'
  }
  get shouldUseHighContrastColors() {
    return false
  }
  /** For the DevTools protocol. */
  get mediaFeatures() {
    return [{ name: 'prefers-color-scheme', value: this.shouldUseDarkColors ? 'dark' : 'light' }]
  }
}

export const nativeTheme = new NativeTheme()
