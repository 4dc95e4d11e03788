import { startListener } from '../../src/main/inbound/listener.ts'
import { shutDoor } from '../../src/main/inbound/shut-door.ts'
import { openStore } from '../../src/main/store/store.ts'
import { startThreads } from '../support/store.ts'

/**
 * The control of the kill test: the desk's own listener and store with the one mistake that the desk must never make.
 * It answers first and stores afterwards, as late as a busy disk would make it.
 */
const [folder = '', port = ''] = process.argv.slice(2)
const busyDiskMs = 20
const store = await openStore(startThreads(), folder)
const listener = await startListener({
  secret: 'answers-first-0000',
  door: shutDoor({ where: { port: Number(port) }, unexpected: () => {} }),
  hosts: () => null,
  verify: null,
  store: {
    receive: async (text) => void setTimeout(() => store.write('receive', text), busyDiskMs),
    receipt: async () => {},
    keep: async () => true,
  },
  now: Date.now,
  unexpected: () => {},
})
process.stdout.write(`${JSON.stringify({ inbound: `http://127.0.0.1:${port}${listener.inboundPath}` })}\n`)
