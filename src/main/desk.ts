import { randomBytes } from 'node:crypto'
import type { DeskState, Reach, Settings } from '../shared/desk-api.ts'
import type { Result } from '../shared/result.ts'
import { answersIn } from './answers.ts'
import type { Account } from './config.ts'
import { countRequests, freePlanRequests } from './count-requests.ts'
import { deskCalls } from './desk-calls.ts'
import { openCore } from './desk-core.ts'
import { type DeskEvent, deskEvents } from './events.ts'
import type { EngineCalls } from './forward.ts'
import { unhurried } from './inbound/limits.ts'
import { startListener } from './inbound/listener.ts'
import { rereadQuarantine } from './inbound/quarantine.ts'
import { verifySignature } from './inbound/signature.ts'
import { type Log, noLog } from './log/log.ts'
import { watchOurNumber } from './our-number.ts'
import { startDispatcher } from './outbound/dispatcher.ts'
import { accountPerSecond, sendingPace, usualPerSecond } from './outbound/pace.ts'
import { vonageSms } from './outbound/vonage-sms.ts'
import type { LinkNeeds, NumberLink } from './setup/link.ts'
import type { Store } from './store/store.ts'
import { isDamageCode } from './store/unusable.ts'
import { proofOfRun } from './tunnel/prove.ts'
import { allowedHosts, isForAll, isThroughNgrok, localUrl, openWayIn, type WayIn, whereToListen } from './way-in.ts'

export interface DeskNeeds extends WayIn {
  /** Null is practice mode: a pretend account, and no client for a real host is ever built. */
  account: Account | null
  /** Of this mode's own folder. Closed with the desk, and when the desk cannot start. */
  store: Store
  shell: DeskState['shell']
  settings: () => Settings
  /** What the key ring said of the saved account. */
  keyRing: () => DeskState['keyRing']
  /** The account that live texts go out through, in practice too, where it rests. */
  known: () => DeskState['account']
  /** Why the last backup of the store could not be made. */
  backupTrouble: () => DeskState['backupTrouble']
  /** Where our number's replies went before we came, over restarts. */
  linkMemory: LinkNeeds['memory']
  /** The provider has taken this key, and said how many euro are left. */
  onProof: (key: string, balance: number) => void
  /** Names of the environment variables that are set. */
  variables: DeskState['variables']
  /** Other hosts than Vonage's own, for tests. */
  restHost: string | null
  apiHost: string | null
  /** Whether somebody looks at the desk at this moment; always, when it is not said. */
  watched?: (() => boolean) | undefined
  unexpected: (what: string, error: unknown) => void
  /** None where nobody will look. */
  log?: Pick<Log, 'say' | 'hide'>
}

/** The running engine, without a window. */
export interface Desk {
  calls: EngineCalls
  state(): Promise<DeskState>
  listen(listener: (events: DeskEvent[]) => void): () => void
  changesAfter(event: number): ReturnType<typeof changesAfter>
  /** Takes on settings that are about to change, as far as they are its own: how HELP and STOP are answered. */
  holdTo(settings: Settings): Promise<Result<null>>
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
  const { account, store, unexpected, log = noLog } = needs
  const now = Date.now
  const started: { close(): unknown }[] = [store]
  const close = async () => {
    for (const part of started.splice(0).reverse()) {
      try {
        await part.close()
      } catch (error) {
        unexpected('close', error) // One that cannot be closed must not keep the store open and locked.
      }
    }
  }
  try {
    const practice = account === null ? await (await import('./practice/practice.ts')).startPractice({}) : null
    if (practice !== null) started.push(practice)
    const holdTo = answersIn(store, account?.number ?? practice?.number ?? '')
    const freshSecret = randomBytes(16).toString('base64url')
    const [core, secret] = await Promise.all([
      openCore({ ...needs, practice }),
      store.write('remember', { key: 'webhook-secret', fresh: freshSecret }),
      store.write('resume', { now: now() }),
      holdTo(needs.settings()),
    ])
    log.hide([secret])
    const events = deskEvents({ store, state: core.state, unexpected })
    started.push(events)
    const learn = (what: Partial<typeof core>) => {
      Object.assign(core, what)
      events.stateChanged()
    }
    store.onTrouble((code) => learn({ storeTrouble: code === null ? null : troubleWith(code) }))

    const verify = verifier(account)
    const inbound = door(store)
    let arrived = () => {}
    const proof = proofOfRun()
    const requests = isThroughNgrok(account)
      ? await countRequests({ store, quota: freePlanRequests, now, unexpected })
      : null
    if (requests !== null) {
      started.push(requests)
      core.requests = requests.read
    }
    const listener = await startListener({
      secret,
      vouch: proof.vouch,
      onRequest: () => requests?.count(),
      where: whereToListen(needs, started),
      hosts: () => allowedHosts(listener, account),
      verify,
      store: inbound,
      now,
      onArrival: () => arrived(),
      onRefused: (why) => log.say('webhookRefused', { why }),
      limits: isForAll(account) ? {} : unhurried,
      unexpected,
    })
    started.push(listener)
    const local = localUrl(listener)
    const under = (base: string) => ({
      inbound: `${base}${listener.inboundPath}`,
      receipts: `${base}${listener.receiptsPath}`,
    })
    if (local !== null) practice?.link(under(local))

    // Practice's Vonage ends with the desk, so nothing can be missed there.
    const recovery =
      account === null
        ? null
        : await (await import('./recovery/recovery.ts')).startRecovery({
            store,
            account: { ...account, apiHost: needs.apiHost },
            now,
            onNews: events.stateChanged,
            unexpected,
          })
    if (recovery !== null) started.push(recovery)
    let link: NumberLink | null = null
    const reachableAt = ({ state, url }: Reach) => (state === 'reachable' ? url : null)
    let said: Reach | null = null
    const onReach = (reach: Reach) => {
      if (reach.state !== said?.state || reach.why !== said.why)
        log.say('reach', { state: reach.state, why: reach.why })
      said = reach
      const isNew = reachableAt(reach) !== null && reachableAt(reach) !== reachableAt(core.reach)
      learn({ reach })
      recovery?.reach(reach)
      if (isNew) link?.addressChanged()
    }

    const wayIn = openWayIn({
      ...needs,
      listener,
      proof,
      onReach,
      watched: needs.watched ?? (() => true),
      onSlept: (since) => recovery?.slept(since),
    })
    started.push(wayIn)
    arrived = wayIn.provenBy

    const restHost = practice?.restHost ?? needs.restHost
    if (practice !== null && !isLoopback(practice.restHost)) throw new Error('Practice must not reach a real host')
    const dispatcher = startDispatcher({
      store,
      send: vonageSms({ ...core.account, restHost }),
      // A pretend Vonage on this computer reaches the loopback port; the real one only a public address.
      callback: () => {
        const base = wayIn.publicBase() ?? (restHost !== null && isLoopback(restHost) ? local : null)
        return base === null ? null : under(base).receipts
      },
      pace: sendingPace(
        (ours) => needs.settings().textsPerSecond ?? (ours === null ? accountPerSecond : usualPerSecond(ours)),
      ),
      now,
      onBalance: (balance) => learn({ balance }),
      onTrouble: (sendingTrouble) => {
        sayTrouble(log, core.sendingTrouble, sendingTrouble)
        learn({ sendingTrouble })
      },
      onStopped: events.stateChanged,
      unexpected,
    })
    started.push(dispatcher)
    store.onChange(({ queued }) => {
      if (queued) dispatcher.wake()
    })
    store.onTrouble((code) => {
      if (code === null) dispatcher.recover()
      recovery?.trouble(code)
    })

    if (account !== null) {
      link = watchOurNumber({
        ...needs,
        account,
        memory: needs.linkMemory,
        ourUrl: () => reachableAt(core.reach),
        onLink: (link) => learn({ link }),
        onBalance: (balance) => {
          needs.onProof(account.apiKey, balance)
          learn({ balance })
        },
        now,
      })
      started.push(link)
    }

    if (verify !== null)
      rereadQuarantine({
        next: (after) => store.ask('badlySigned', after),
        release: (id) => store.write('release', id),
        verify,
        store: inbound,
        unexpected,
      }).then(
        (replies) => {
          if (replies > 0) log.say('quarantineRead', { replies })
          events.stateChanged()
        },
        (error: unknown) => unexpected('quarantine', error),
      )

    const parts = setInterval(() => {
      store.write('showIncompleteSince', now() - partsWaitMs).catch((error: unknown) => unexpected('parts', error))
    }, partsCheckMs)
    started.push({ close: () => clearInterval(parts) })

    return {
      calls: deskCalls({
        store,
        core,
        now,
        link,
        prove: wayIn.prove,
        stateChanged: events.stateChanged,
        stopChanged: dispatcher.stopChanged,
      }),
      state: core.state,
      listen: events.listen,
      holdTo,
      stateChanged: events.stateChanged,
      changesAfter: (event) => changesAfter(store, event),
      webhooks: local === null ? null : under(local),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const changesAfter = (store: Store, event: number) => store.ask('changesAfter', event)

const troubleWith = (code: string) =>
  isDamageCode(code)
    ? {
        code: 'store-damaged',
        text: 'The file of your texts is damaged. Nothing is sent, and Vonage keeps replies for up to a day. Restore a backup in Setup.',
      }
    : {
        code: 'store-trouble',
        text: `The data folder cannot be written (${code}). Nothing is sent, and Vonage keeps the replies until it can.`,
      }

/** Each text says anew how the line is; the log is told of changes. */
function sayTrouble({ say }: Pick<Log, 'say'>, before: { code: string } | null, after: { code: string } | null): void {
  if (before?.code === after?.code) return
  if (after === null) say('sendingWorks')
  else say('sendingTrouble', { code: after.code })
}

/** The listener's view of the store. */
function door(store: Store) {
  return {
    receive: async (text: Parameters<typeof store.write<'receive'>>[1]) => void (await store.write('receive', text)),
    receipt: async (receipt: Parameters<typeof store.write<'receipt'>>[1]) =>
      void (await store.write('receipt', receipt)),
    keep: async (raw: Parameters<typeof store.write<'keep'>>[1]) => {
      const kept = await store.write('keep', raw)
      // A full quarantine takes no more, so that a flood of forged requests cannot push older ones out.
      if (!kept && raw.why !== 'signature') throw new Error('No room for more webhooks that cannot be read')
    },
  }
}

function verifier(account: Account | null) {
  if (account?.signature == null) return null
  const { secrets, method } = account.signature
  return (fields: ReadonlyMap<string, string>) => verifySignature(fields, secrets, method)
}

const isLoopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
