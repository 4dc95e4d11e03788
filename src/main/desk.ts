import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { perSecondOf } from '../shared/sending-rate.ts'
import { answersIn } from './answers.ts'
import { countRequests, freePlanRequests } from './count-requests.ts'
import { deskCalls } from './desk-calls.ts'
import { openCore } from './desk-core.ts'
import type { Desk, DeskNeeds } from './desk-parts.ts'
import { deskEvents } from './events.ts'
import { deskHandover } from './handing-over.ts'
import { unhurried } from './inbound/limits.ts'
import { showLateParts } from './late-parts.ts'
import { noLog } from './log/log.ts'
import { watchOurNumber } from './our-number.ts'
import { startDispatcher } from './outbound/dispatcher.ts'
import { sendingPace } from './outbound/pace.ts'
import { vonageSms } from './outbound/vonage-sms.ts'
import { reachNews } from './reach-news.ts'
import { quietFrom, startConductor } from './runs/conductor.ts'
import { dropUnmade } from './runs/make-run.ts'
import { sayTrouble, troubleWith } from './sending-trouble.ts'
import type { NumberLink } from './setup/link.ts'
import { textPrices } from './setup/text-prices.ts'
import { vonageAccount } from './setup/vonage-account.ts'
import { waitFor, watchSnoozes } from './snoozes.ts'
import { proofOfRun } from './tunnel/prove.ts'
import { allowedHosts, freshProofMs, isForAll, isThroughNgrok, localUrl, openWayIn, whereToListen } from './way-in.ts'
import { readAgain, verifier, webhookDoor } from './webhook-door.ts'
import { webhookServer } from './webhook-server.ts'

/** Composition root: starts the parts in order, stops them in reverse. Read top to bottom it is the architecture. */
export async function startDesk(needs: DeskNeeds): Promise<Desk> {
  const { account, store, unexpected, log = noLog } = needs
  const now = Date.now
  const watched = needs.watched ?? (() => true)
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
    // Before all else: what comes while the desk starts is told to come again.
    const entrance = webhookServer({
      store,
      where: whereToListen(needs, started),
      limits: isForAll(account) ? {} : unhurried,
      unexpected,
    })
    started.push(entrance)
    const holdTo = answersIn(store, account?.number ?? practice?.number ?? '')
    const freshSecret = randomBytes(16).toString('base64url')
    const [core, secret, since] = await Promise.all([
      openCore({ ...needs, practice, handoverPath: needs.handovers.path }),
      store.write('remember', { key: 'webhook-secret', fresh: freshSecret }),
      // Practice's Vonage ends with the desk, so nothing can be missed there.
      account === null ? null : store.write('deskStarted', { now: now() }),
      store.write('resume', { now: now() }),
      store.write('pauseRuns', { why: 'restart', now: now() }),
      dropUnmade(store),
      holdTo(needs.settings()),
    ])
    log.hide([secret])
    const events = deskEvents({ store, state: core.state, now, unexpected })
    started.push(events)
    const learn = (what: Partial<typeof core>) => {
      Object.assign(core, what)
      events.stateChanged()
    }
    const learnBalance = (balance: number) => learn({ balance, balanceAt: new Date(now()).toISOString() })
    store.onTrouble((code) => learn({ storeTrouble: code === null ? null : troubleWith(code) }))

    let arrived = () => {}
    const proof = proofOfRun()
    const requests = isThroughNgrok(account)
      ? await countRequests({
          store,
          quota: () => (needs.settings().ngrokPlan === 'paid' ? null : freePlanRequests),
          now,
          unexpected,
        })
      : null
    if (requests !== null) {
      started.push(requests)
      core.requests = requests.read
    }
    const address = await entrance.address
    const listener = await entrance.open(
      {
        secret,
        hosts: allowedHosts(address, account),
        signature: account?.signature ?? null,
        proofKey: proof.key,
      },
      (heard) => {
        requests?.count(heard.requests)
        for (const why of heard.refused) log.say('webhookRefused', { why })
        if (heard.kept > 0) events.stateChanged()
        if (heard.arrivals === 0) return
        core.heardAt = now()
        arrived()
      },
    )
    started.push(entrance) // And is the first of these to end.
    const local = localUrl(listener)
    const under = (base: string) => ({
      inbound: `${base}${listener.inboundPath}`,
      receipts: `${base}${listener.receiptsPath}`,
    })
    if (local !== null) practice?.link(under(local))

    const recovery =
      account === null
        ? null
        : (await import('./recovery/recovery.ts')).startRecovery({
            store,
            since,
            account: { ...account, apiHost: needs.apiHost },
            freshMs: () => freshProofMs(account, watched()),
            now,
            onNews: events.stateChanged,
            unexpected,
          })
    if (recovery !== null) started.push(recovery)
    let link: NumberLink | null = null
    const news = reachNews({
      log,
      learn,
      account: (reach) => recovery?.reach(reach),
      onNewUrl: () => link?.addressChanged(),
    })

    const wayIn = openWayIn({
      ...needs,
      listener,
      proof,
      onReach: news.tell,
      watched,
      onSlept: (since) => recovery?.slept(since),
    })
    started.push(wayIn)
    arrived = wayIn.provenBy

    const restHost = practice?.restHost ?? needs.restHost
    const isPretend = restHost !== null && isLoopback(restHost)
    if (practice !== null && !isPretend) throw new Error('Practice must not reach a real host')
    const dispatcher = startDispatcher({
      store,
      send: vonageSms({ ...core.account, restHost }),
      // A pretend Vonage on this computer reaches the loopback port; the real one only a public address.
      callback: () => {
        const base = wayIn.publicBase() ?? (isPretend ? local : null)
        return base === null ? null : under(base).receipts
      },
      pace: sendingPace((ours) => perSecondOf(needs.settings(), ours)),
      now,
      onBalance: learnBalance,
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
      if (code === null) {
        dispatcher.recover()
        conductor.wake()
      }
      recovery?.trouble(code)
    })

    const provider = vonageAccount({ ...core.account, restHost })
    started.push(provider)

    // In practice it is never too late to try.
    const quiet = () => quietFrom(account === null ? null : needs.settings().quietHours)
    const conductor = startConductor({
      store,
      now,
      quiet,
      // Who has answered where the number leads by now would be asked again. Where it leads nowhere, an address may be set
      // for the whole account. As with `callback`: a pretend Vonage needs no public address.
      reachable: async () => core.link?.state !== 'elsewhere' && (isPretend || (await wayIn.prove()).ok),
      onMoved: events.runsMoved,
      unexpected,
    })
    started.push(conductor)
    store.onChange(conductor.wake)

    const snoozes = watchSnoozes({
      store,
      now,
      wait: waitFor,
      onWoken: (customers) => {
        events.threadsMoved(customers)
        events.stateChanged()
      },
      unexpected,
    })
    started.push(snoozes)

    if (account !== null) {
      link = watchOurNumber({
        ...needs,
        account,
        memory: needs.linkMemory,
        ourUrl: news.url,
        onLink: (link) => {
          news.linkSeen()
          learn({ link })
        },
        onLeads: (where) => recovery?.leads(where),
        onBalance: (balance) => {
          needs.onProof(account, balance)
          learnBalance(balance)
        },
        now,
      })
      started.push(link)
    }

    // Where nothing is checked any more, what a secret kept out may come in too.
    if (account !== null)
      started.push(
        readAgain({
          store,
          verify: verifier(account) ?? (() => true),
          door: webhookDoor(store.write, events.stateChanged),
          log,
          now,
          onNews: events.stateChanged,
          onGap: () => recovery?.askAgain(),
          unexpected,
        }),
      )
    started.push(showLateParts({ store, now, unexpected }))

    const handover = await deskHandover({
      settled: dispatcher.settled,
      wake: () => {
        dispatcher.wake()
        conductor.wake()
      },
      store,
      now,
      sizeOf: needs.handovers.size,
      stateChanged: events.stateChanged,
    })
    return {
      calls: deskCalls({
        store,
        core,
        now,
        link,
        prove: wayIn.prove,
        runsMoved: (moved) => {
          events.runsMoved(moved)
          conductor.wake()
        },
        stateChanged: events.stateChanged,
        threadsMoved: events.threadsMoved,
        snoozed: snoozes.changed,
        stopChanged: dispatcher.stopChanged,
        prices: textPrices({ account: provider, now, pause: setTimeout }),
      }),
      state: core.state,
      handover,
      recordsAsked: async () => (account === null ? null : store.ask('recordsAsked', now())),
      listen: events.listen,
      holdTo,
      stateChanged: () => {
        events.stateChanged()
        conductor.wake() // Other hours may be quiet now.
      },
      sleeps: () => {
        wayIn.sleeps()
        recovery?.sleeps()
      },
      wakes: () => {
        wayIn.wakes()
        conductor.wake() // Before anything leaves that was slept through.
        snoozes.changed()
      },
      changesAfter: (event) => store.ask('changesAfter', event),
      webhooks: local === null ? null : under(local),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const isLoopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
