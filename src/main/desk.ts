import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeskState, Reach, Settings } from '../shared/desk-api.ts'
import { countryOf } from '../shared/msisdn.ts'
import type { Account } from './config.ts'
import { type DeskCore, deskCalls, type EngineCalls } from './desk-calls.ts'
import { type DeskEvent, deskEvents } from './events.ts'
import { type Listener, startListener } from './inbound/listener.ts'
import { verifySignature } from './inbound/signature.ts'
import { startDispatcher } from './outbound/dispatcher.ts'
import { vonageSms } from './outbound/vonage-sms.ts'
import { startPractice } from './practice/practice.ts'
import { openStore, type Store } from './store/store.ts'
import { openNgrokTunnel } from './tunnel/ngrok-tunnel.ts'
import { watchPublicUrl } from './tunnel/public-url.ts'
import type { Tunnel, TunnelReach } from './tunnel/tunnel.ts'

export interface DeskNeeds {
  /** Null is practice mode: a pretend account, and no client for a real host is ever built. */
  account: Account | null
  /** This mode's own folder. */
  folder: string
  shell: DeskState['shell']
  settings: () => Settings
  /** The store thread's script. */
  thread: URL
  webhookPort: number | null
  restHost: string | null
  unexpected: (what: string, error: unknown) => void
  /** Test's local ngrok edge. */
  ngrokEdge?: { serverAddress: string; caCertificate: string }
}

/** The running engine, without a window. */
export interface Desk {
  calls: EngineCalls
  state(): Promise<DeskState>
  listen(listener: (events: DeskEvent[]) => void): () => void
  changesAfter(event: number): Promise<{ messages: DeskEvent['data']; event: number } | null>
  /** The settings that it shows have changed. */
  stateChanged(): void
  /** Where webhooks come in on this computer; null behind ngrok, where there is no TCP port. */
  webhooks: { inbound: string; receipts: string } | null
  close(): Promise<void>
}

/** A text whose other parts have not come is shown after this long; looked for this often. */
const partsWaitMs = 14_000
const partsCheckMs = 2_000

/** Composition root: starts the parts in order, stops them in reverse. Read top to bottom it is the architecture. */
export async function startDesk(needs: DeskNeeds): Promise<Desk> {
  const { unexpected } = needs
  const now = Date.now
  const started: { close(): unknown }[] = []
  const close = async () => {
    for (const part of started.splice(0).reverse()) await part.close()
  }
  try {
    const store = await openStore(needs.thread, needs.folder)
    started.push(store)
    await store.write('resume', { now: now() })

    const core = await gatherState(needs, store)
    const events = deskEvents({ store, state: core.state, unexpected })
    started.push(events)
    store.onTrouble((code) => {
      core.stopped =
        code === null
          ? null
          : {
              code: 'store-trouble',
              text: `The data folder cannot be written (${code}). Nothing is sent, and Vonage keeps the replies until it can.`,
            }
      events.stateChanged()
    })

    const nonce = randomBytes(16).toString('hex')
    const secret = await store.write('remember', {
      key: 'webhook-secret',
      fresh: randomBytes(16).toString('base64url'),
    })
    let publicWatch: ReturnType<typeof watchPublicUrl> | null = null
    const listener = await startListener({
      secret,
      nonce,
      where: whereToListen(needs, started),
      hosts: () => allowedHosts(listener, needs.account),
      verify: verifier(needs.account),
      store: door(store),
      now,
      onArrival: () => publicWatch?.provenBy(),
      unexpected,
    })
    started.push(listener)
    const local = localUrl(listener)

    const practice = needs.account === null ? await startPractice({}) : null
    if (practice !== null) {
      started.push(practice)
      practice.link({ inbound: `${local}${listener.inboundPath}`, receipts: `${local}${listener.receiptsPath}` })
    }
    core.account = needs.account ?? practice
    core.practice = practice

    const onReach = (reach: TunnelReach) => {
      const { baseUrl, ...rest } = reach
      core.base = baseUrl
      core.reach = { ...rest, url: baseUrl === null ? null : `${baseUrl}${listener.inboundPath}` }
      events.stateChanged()
    }
    if (practice === null) {
      const opened = openWayIn(needs, listener, nonce, onReach)
      publicWatch = opened.watch
      started.push(opened.tunnel)
    } else
      onReach({
        state: 'reachable',
        why: 'practice',
        since: new Date(now()).toISOString(),
        text: 'Reachable. The line to the pretend customers is open.',
        baseUrl: local,
      })

    const account = needs.account
    const restHost = practice?.restHost ?? needs.restHost
    if (practice !== null && !isLoopback(practice.restHost)) throw new Error('Practice must not reach a real host')
    const dispatcher = startDispatcher({
      store,
      send: vonageSms({
        apiKey: (account ?? practice)?.apiKey ?? '',
        apiSecret: (account ?? practice)?.apiSecret ?? '',
        restHost,
      }),
      // A pretend Vonage on this computer reaches the loopback port; the real one only a public address.
      callback: () => {
        const base = core.base ?? (restHost !== null && isLoopback(restHost) ? local : null)
        return base === null ? null : `${base}${listener.receiptsPath}`
      },
      now,
      onBalance: (euro) => {
        core.balance = euro
        events.stateChanged()
      },
      onAccountProblem: (problem) => {
        core.accountProblem = problem
        events.stateChanged()
      },
      unexpected,
    })
    started.push(dispatcher)
    store.onChange(() => dispatcher.wake())

    const parts = setInterval(() => {
      store.write('showIncompleteSince', now() - partsWaitMs).catch((error: unknown) => unexpected('parts', error))
    }, partsCheckMs)
    started.push({ close: () => clearInterval(parts) })

    return {
      calls: deskCalls({ store, core, now }),
      state: core.state,
      listen: events.listen,
      stateChanged: events.stateChanged,
      changesAfter: (event) => store.ask('changesAfter', event),
      webhooks:
        local === null
          ? null
          : { inbound: `${local}${listener.inboundPath}`, receipts: `${local}${listener.receiptsPath}` },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What the desk knows of itself besides its texts. */
async function gatherState(needs: DeskNeeds, store: Store): Promise<DeskCore> {
  const questions = await store.ask('questions', undefined)
  const closedReach: Reach = {
    state: 'connecting',
    since: new Date().toISOString(),
    why: 'tunnel-opening',
    text: 'Opening the line.',
    url: null,
  }
  const core: DeskCore = {
    account: null,
    practice: null,
    questions,
    base: null,
    reach: closedReach,
    balance: null,
    stopped: null,
    accountProblem: null,
    country: () => needs.settings().country ?? countryOf(core.account?.number ?? '') ?? 'GB',
    state: async () => {
      const { event, ...counts } = await store.ask('counts', undefined)
      return {
        mode: needs.account === null ? 'practice' : 'live',
        shell: needs.shell,
        number: core.account?.number ?? '',
        country: core.country(),
        settings: needs.settings(),
        questions,
        reach: core.reach,
        counts,
        balance: core.balance,
        sendingStopped: core.stopped ?? core.accountProblem,
        account: needs.account === null ? null : { key: maskKey(needs.account.apiKey), from: needs.account.from },
        practice: core.practice === null ? null : { cast: core.practice.cast },
        seq: event,
      }
    },
  }
  return core
}

function whereToListen(needs: DeskNeeds, started: { close(): unknown }[]) {
  const { account } = needs
  if (account === null || account.publicUrl !== null || account.ngrok === null || needs.webhookPort !== null)
    return { port: needs.webhookPort ?? 0 }
  if (process.platform === 'win32')
    return { socketPath: `\\\\.\\pipe\\dispatch-desk-${randomBytes(8).toString('hex')}` }
  // A socket's path may be about a hundred bytes long; a data folder's may be longer.
  const folder = mkdtempSync(join(tmpdir(), 'dispatch-desk-'))
  started.push({ close: () => rmSync(folder, { recursive: true, force: true }) })
  return { socketPath: join(folder, 'webhooks') }
}

function openWayIn(needs: DeskNeeds, listener: Listener, nonce: string, onReach: (reach: TunnelReach) => void) {
  const { account } = needs
  if (account?.publicUrl != null) {
    const watch = watchPublicUrl({
      baseUrl: account.publicUrl,
      inboundPath: listener.inboundPath,
      nonce,
      onReach,
      now: Date.now,
    })
    return { watch, tunnel: watch satisfies Tunnel }
  }
  if (account?.ngrok != null && 'socketPath' in listener.address) {
    const { authtoken, domain } = account.ngrok
    const edge = needs.ngrokEdge === undefined ? {} : { edge: needs.ngrokEdge }
    const { socketPath } = listener.address
    return { watch: null, tunnel: openNgrokTunnel({ authtoken, domain, socketPath, onReach, now: Date.now, ...edge }) }
  }
  onReach({
    state: 'unreachable',
    why: 'this-computer-only',
    since: new Date().toISOString(),
    text: 'Not reachable. Replies cannot come in: add an ngrok token or a public address of your own in Setup.',
    baseUrl: null,
  })
  return { watch: null, tunnel: { close: async () => {} } satisfies Tunnel }
}

const door = (store: Store) => ({
  receive: async (text: Parameters<typeof store.write<'receive'>>[1]) => void (await store.write('receive', text)),
  receipt: async (receipt: Parameters<typeof store.write<'receipt'>>[1]) =>
    void (await store.write('receipt', receipt)),
  keep: async (raw: Parameters<typeof store.write<'keep'>>[1]) => {
    if (!(await store.write('keep', raw))) throw new Error('No room for more webhooks that cannot be read')
  },
})

function verifier(account: Account | null) {
  if (account?.signature == null) return null
  const { secret, method } = account.signature
  return (fields: ReadonlyMap<string, string>) => verifySignature(fields, [secret], method)
}

const localUrl = ({ address }: Listener) => ('port' in address ? `http://127.0.0.1:${address.port}` : null)

function allowedHosts({ address }: Listener, account: Account | null): readonly string[] | null {
  if ('socketPath' in address) return null
  const own = [`127.0.0.1:${address.port}`, `localhost:${address.port}`]
  return account?.publicUrl == null ? own : [...own, new URL(account.publicUrl).host.toLowerCase()]
}

const isLoopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

/** "4f••••c2": enough to tell two accounts apart. */
const maskKey = (key: string) => (key.length < 6 ? '••••' : `${key.slice(0, 2)}••••${key.slice(-2)}`)
