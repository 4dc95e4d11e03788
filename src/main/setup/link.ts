import { setTimeout as pause } from 'node:timers/promises'
import { done, type Problem, type Result, refused } from '../../shared/result.ts'
import type { Link } from '../../shared/setup.ts'
import { shownUrl, type VonageAccount } from './vonage-account.ts'

/** What is remembered of linking, over restarts. */
export interface LinkMemory {
  /** Ours, digits only: another number was never linked by us. */
  number: string
  /** The address that we told the provider last. */
  ours: string
  /** What was there before we came; null for nothing. */
  before: string | null
}

export interface NumberLink {
  /** Asks the provider now; sets the link anew where our own address has changed. */
  check(): Promise<Link>
  /** Has replies sent here from now on. */
  link(): Promise<Result<Link>>
  /**
   * Puts back what was there before.
   *
   * @param how `anyway` also when somebody else has changed the link meanwhile; `remove` leaves nothing there
   */
  putBack(how: { anyway: boolean; remove: boolean }): Promise<Result<Link>>
  /** Our public address came up or changed. */
  addressChanged(): void
  close(): Promise<void>
}

export interface LinkNeeds {
  account: VonageAccount
  /** Ours, digits only. */
  number: string
  /** Where replies reach this desk just now; null while nowhere. */
  ourUrl: () => string | null
  memory: { get(): LinkMemory | null; keep(memory: LinkMemory | null): void }
  onLink: (link: Link) => void
  now: () => number
  unexpected: (what: string, error: unknown) => void
  /** Before the first look: a desk that starts has better to do. */
  firstAfterMs?: number
  checkEveryMs?: number
  firstRetryMs?: number
}

const dayMs = 24 * 3_600_000

const noAddress: Problem = {
  code: 'link-no-address',
  text: 'Replies cannot reach this computer yet. Mend the way in first, then link.',
}
const notOwned: Problem = {
  code: 'link-not-owned',
  text: 'This number is not on the account any more. Choose another one.',
}
const notKept: Problem = {
  code: 'link-not-kept',
  text: 'Vonage took the address, but does not show it. Look at the number in its dashboard, then link again.',
}
const othersLost: Problem = {
  code: 'link-others-lost',
  text: 'Replies come here, but another link of the number (voice or application) looks different now. Look at it in Vonage’s dashboard.',
}

/**
 * Keeps the link of our number: asks the provider at the start, once a day and when our address changes. A link that
 * was ours and has only an older address of ours is set anew by itself; one that somebody else has changed is asked
 * about and never touched.
 */
export function keepLink(needs: LinkNeeds): NumberLink {
  const { account, number, memory } = needs
  const { firstAfterMs = 1_000, checkEveryMs = dayMs, firstRetryMs = 30_000 } = needs
  const closing = new AbortController()
  let wake = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()
  let failures = 0

  /** One after another: what is read must still be so when it is written. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = turn.then(work)
    turn = next.catch(() => {})
    return next
  }
  const remembered = () => {
    const kept = memory.get()
    return kept?.number === number ? kept : null
  }
  function tell(state: Link['state'], url: string | null, problem: Problem | null = null): Link {
    const kept = remembered()
    const link: Link = {
      state,
      at: new Date(needs.now()).toISOString(),
      leadsTo: state === 'elsewhere' ? shownUrl(url) : null,
      wasOurs: kept !== null,
      before: shownUrl(kept?.before ?? null),
      problem,
    }
    needs.onLink(link)
    return link
  }
  const isOurs = (url: string | null) => url !== null && (url === needs.ourUrl() || url === remembered()?.ours)

  async function check(): Promise<Link> {
    const read = await account.number(number)
    failures = read.ok ? 0 : failures + 1
    if (!read.ok) return tell('unknown', null, read.problem)
    if (read.value === null) return tell('unknown', null, notOwned)
    const { inboundUrl } = read.value
    const ours = needs.ourUrl()
    if (inboundUrl === null) return tell('none', null)
    if (inboundUrl === ours) return tell('linked', ours)
    if (!isOurs(inboundUrl)) return tell('elsewhere', inboundUrl)
    // It leads to where we were. With no address of today there is nothing better to tell the provider.
    if (ours === null) return tell('linked', inboundUrl)
    const set = await setTo(ours)
    return set.ok ? set.value : tell('elsewhere', inboundUrl, set.problem)
  }

  /** Reads, writes everything back with only this changed, and reads again. */
  async function setTo(ours: string): Promise<Result<Link>> {
    const before = await account.number(number)
    if (!before.ok) return before
    if (before.value === null) return { ok: false, problem: notOwned }
    const old = before.value.inboundUrl
    if (old !== ours) {
      // First: an address that was written over and not remembered could never be put back.
      const known = memory.get()
      memory.keep({ number, ours, before: isOurs(old) ? (remembered()?.before ?? null) : old })
      const updated = await account.update(before.value, ours)
      if (!updated.ok) {
        // Without an answer it may have been taken all the same.
        if (updated.problem.code !== 'provider-unreachable') memory.keep(known)
        return { ok: false, problem: notTaken(updated.problem) }
      }
    } else if (remembered() === null) memory.keep({ number, ours, before: null })
    const after = await account.number(number)
    if (!after.ok) return after
    if (after.value?.inboundUrl !== ours) return { ok: false, problem: notKept }
    const same = JSON.stringify(sorted(after.value.others)) === JSON.stringify(sorted(before.value.others))
    return done(tell('linked', ours, same ? null : othersLost))
  }

  async function putBack({ anyway, remove }: { anyway: boolean; remove: boolean }): Promise<Result<Link>> {
    const kept = remembered()
    const read = await account.number(number)
    if (!read.ok) return read
    if (read.value === null) return { ok: false, problem: notOwned }
    const { inboundUrl } = read.value
    if (inboundUrl !== null && !isOurs(inboundUrl) && !anyway)
      return refused(
        'link-changed',
        `Somebody else has sent this number’s replies to ${shownUrl(inboundUrl)} meanwhile. Leave it so, or put the old address back anyway.`,
      )
    const target = remove ? null : (kept?.before ?? null)
    const updated = await account.update(read.value, target)
    if (!updated.ok) {
      if (updated.problem.code !== 'provider-refused' || target === null) return updated
      return refused(
        'link-old-silent',
        `Vonage does not take ${shownUrl(target)} back: it looks there first, and got no answer. Nothing was changed. Remove the link instead, or try again once that address answers.`,
      )
    }
    memory.keep(null)
    return done(tell(target === null ? 'none' : 'elsewhere', target))
  }

  async function watch() {
    await rest(firstAfterMs)
    while (!closing.signal.aborted) {
      wake = new AbortController()
      await inTurn(check).catch((error: unknown) => needs.unexpected('link', error))
      await rest(failures === 0 ? checkEveryMs : Math.min(firstRetryMs * 2 ** (failures - 1), checkEveryMs))
    }
  }
  /** Until our address changes, at the latest. */
  const rest = (ms: number) =>
    pause(ms, null, { signal: AbortSignal.any([closing.signal, wake.signal]), ref: false }).catch(() => null)

  const watching = watch()
  return {
    check: () => inTurn(check),
    link: () =>
      inTurn(async () => {
        const ours = needs.ourUrl()
        return ours === null ? { ok: false as const, problem: noAddress } : setTo(ours)
      }),
    putBack: (how) => inTurn(() => putBack(how)),
    addressChanged: () => wake.abort(),
    async close() {
      closing.abort()
      account.close()
      await watching
    },
  }
}

/** The provider opens the address itself before it takes it, and says only that something was wrong. */
function notTaken(problem: Problem): Problem {
  if (problem.code !== 'provider-refused') return problem
  return {
    code: 'link-not-taken',
    text: `${problem.text} It opens the address itself before it takes it: see that replies can reach this computer, then link again.`,
  }
}

const sorted = (links: Record<string, string>) => Object.entries(links).sort(([a], [b]) => (a < b ? -1 : 1))
