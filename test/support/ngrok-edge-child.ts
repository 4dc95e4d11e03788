import { once } from 'node:events'
import { openNgrokTunnel } from '../../src/main/tunnel/ngrok-tunnel.ts'
import { ngrokFromSource } from './ngrok-source.ts'

/**
 * A program with a tunnel, for tests of how such a program ends. Told over the process channel what to open; says
 * every state; ends the tunnel on `close`, or itself at once on `exit`.
 */
const [needs] = (await once(process, 'message')) as [
  Omit<Parameters<typeof openNgrokTunnel>[0], 'onReach' | 'now' | 'startNgrok'>,
]
const tunnel = openNgrokTunnel({
  ...needs,
  startNgrok: ngrokFromSource,
  onReach: (reach) => process.send?.(reach),
  now: Date.now,
})

process.on('message', async (order) => {
  if (order === 'exit') process.exit(0)
  await tunnel.close()
  if (order === 'close-and-exit') process.exit(0)
  process.disconnect()
})
