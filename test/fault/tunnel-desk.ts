import { openBrowserShell } from '../../src/main/browser/shell.ts'
import { startDesk } from '../../src/main/desk.ts'
import type { Host } from '../../src/main/host.ts'
import { freshSettings } from '../../src/main/settings-file.ts'
import { openStore } from '../../src/main/store/store.ts'
import { refused } from '../../src/shared/result.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { noHandovers, noLinkMemory, startThreads } from '../support/store.ts'

/**
 * The desk behind ngrok's real client and a test's own edge, as a process: all parts are the product's, put together
 * as its host and `serve.ts` do, which have no way to name another edge. Ends in order on SIGTERM.
 */
const { folder, account, restHost, ngrokEdge } = JSON.parse(process.env.TEST_TUNNEL_DESK ?? '') as {
  folder: string
  account: Parameters<typeof startDesk>[0]['account']
  restHost: string
  ngrokEdge: { serverAddress: string; caCertificate: string; publicUrl: string }
}
const unexpected = (what: string, error: unknown) => process.stderr.write(`unexpected in ${what}: ${error}\n`)
const desk = await startDesk({
  account,
  store: await openStore(startThreads(), folder),
  shell: 'browser',
  settings: () => freshSettings,
  settingsTrouble: () => null,
  keyRing: () => null,
  backupTrouble: () => null,
  known: () => null,
  handovers: noHandovers,
  linkMemory: noLinkMemory,
  onProof: () => {},
  variables: [],
  webhookPort: null,
  restHost,
  apiHost: restHost,
  ngrokEdge,
  startNgrok: ngrokFromSource,
  unexpected,
})
const notHere = async () => refused('not-here', 'A host does this.')
const host: Host = {
  started: Promise.resolve(),
  sleeps: desk.sleeps,
  wakes: desk.wakes,
  calls: {
    ...desk.calls,
    saveSettings: notHere,
    saveAccount: notHere,
    getListColumns: notHere,
    keepListColumns: notHere,
    checkAccount: notHere,
    listNumbers: notHere,
    findNumbers: notHere,
    rentNumber: notHere,
    checkEverything: notHere,
    setMode: notHere,
    openLink: notHere,
    showLog: notHere,
    listBackups: notHere,
    makeBackup: notHere,
    restoreBackup: notHere,
    makeHandover: notHere,
    showHandover: notHere,
    takeBackDesk: notHere,
    putHandover: notHere,
    readHandover: notHere,
    takeHandover: notHere,
  },
  onEvents: desk.listen,
  changesAfter: desk.changesAfter,
  webhooks: () => desk.webhooks,
  unusable: () => null,
  mode: () => 'live',
  settings: () => freshSettings,
  onSettings: () => () => {},
  stateChanged: desk.stateChanged,
  close: desk.close,
}
const shell = await openBrowserShell({ host, renderer: folder, port: 0, unexpected })
// As in serve.ts: a library in here (conf's) passes each signal on a second time.
let stopping = false
process.on('SIGTERM', async () => {
  if (stopping) return
  stopping = true
  await shell.close()
  await host.close()
  process.exit(0)
})
process.stdout.write(`${JSON.stringify({ api: shell.api, token: shell.token, pid: process.pid })}\n`)
