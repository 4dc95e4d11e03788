import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { type Account, readEnvironment } from '../../src/main/config.ts'
import { noLog } from '../../src/main/log/log.ts'
import { type Seat, seating } from '../../src/main/seating.ts'
import { freshSettings } from '../../src/main/settings-file.ts'
import { forkNgrok } from '../../src/main/tunnel/fork-ngrok.ts'
import { type NgrokEdge, startNgrokEdge } from '../support/ngrok-edge.ts'
import { eventually, root } from '../support/processes.ts'
import { freshFolder, noLinkMemory, startThreads } from '../support/store.ts'

const built = join(root, 'out/main')
const account: Account = {
  apiKey: 'k',
  apiSecret: 's',
  number: '447700900001',
  signature: null,
  ngrok: { authtoken: 'a-good-token', domain: 'desk.edge.test' },
  publicUrl: null,
  webhookPort: null,
  from: 'environment',
}

let edge: NgrokEdge
let seat: Seat
afterEach(async () => {
  await seat?.close()
  await edge?.close()
})

/** As the hosts do it: ngrok's process is the one that was built. The edge is named, which a built entry cannot. */
async function seats(dataDir: string) {
  edge = await startNgrokEdge({ authtoken: 'a-good-token' })
  const env = readEnvironment({})
  if (!env.ok) throw new Error(env.problem.text)
  return seating({
    dataDir,
    shell: 'browser',
    threads: startThreads(),
    startNgrok: forkNgrok(pathToFileURL(join(built, 'tunnel-process.cjs'))),
    ngrokEdge: edge,
    env: env.value,
    settings: () => freshSettings,
    settingsTrouble: () => null,
    account: async () => account,
    keyRing: () => null,
    known: () => null,
    linkMemory: noLinkMemory,
    onProof: () => {},
    onEvents: () => {},
    isHeard: () => false,
    onBackupTrouble: () => {},
    unexpected: (what, error) => {
      throw new Error(`${what}: ${String(error)}`)
    },
    log: noLog,
  })
}
const post = () =>
  fetch(`${edge.publicUrl}/any/inbound`, { method: 'POST', body: new URLSearchParams({ text: 'Yes' }) })
const isToComeAgain = async () => {
  const response = await post()
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, expect.any(String)])
}

test('with damaged texts a webhook that comes through ngrok is told to come again', async () => {
  const dataDir = freshFolder()
  mkdirSync(join(dataDir, 'live'), { mode: 0o700 })
  writeFileSync(join(dataDir, 'live', 'desk.db'), 'These are no texts. '.repeat(1000))
  seat = await (await seats(dataDir)).openSeat('live')
  expect(seat.unusable).toMatchObject({ code: 'damaged', canRestore: true })
  await eventually(isToComeAgain)
})

test('while a backup is put back a webhook that comes through ngrok is told to come again', async () => {
  seat = await (await seats(freshFolder())).shut('live', null)
  expect(seat.unusable?.code).toBe('restoring')
  await eventually(isToComeAgain)
})

test('no file that was built names ngrok’s process as it is written: there is none beside it', () => {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.cjs'))
  expect(files).toContain('tunnel-process.cjs')
  for (const name of files) expect(readFileSync(join(built, name), 'utf8'), name).not.toContain('tunnel-process.ts')
})
