import { setTimeout as pause } from 'node:timers/promises'
import { done, type Problem, type Result, refused } from '../../shared/result.ts'
import type { Link } from '../../shared/setup.ts'
import type { Leads } from '../store/led-here.ts'
import { shownUrl, type VonageAccount } from './vonage-account.ts'

/** What is remembered of linking one number, over restarts. */
export interface LinkMemory {
  /** Digits only. */
  number: string
  /** The computer that linked it: a copy of the folder on another one must not take the number over. */
  computer: string
  /** The addresses that we told the provider, newest first: one that was not answered may have been taken. */
  ours: string[]
  /** ISO 8601: when the provider first showed one of them; null while it has not. */
  linkedAt: string | null
  /** What was there before we came; null for nothing. */
  before: string | null
  /** Another link of the number looked different afterwards, and nobody has asked anew since. */
  othersLost: boolean
}

export interface LinkMemories {
  of(number: string): LinkMemory | null
  keep(memory: LinkMemory): Result<null>
  forget(number: string): Result<null>
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
  memory: LinkMemories
  /** Which computer this is. */
  computer: string
  onLink: (link: Link) => void
  /** Vonage has shown, or was told, where replies go. Told before {@link onLink}. */
  onLeads: (where: Leads) => void
  now: () => number
  unexpected: (what: string, error: unknown) => void
  /** Before the first look: a desk that starts has better to do. */
  firstAfterMs?: number
  checkEveryMs?: number
  firstRetryMs?: number
}

const dayMs = 24 * 3_600_000
/** Older addresses of ours are nowhere any more. */
const oursMost = 10
/** These answers mean that nothing was changed. */
const plainNo: ReadonlySet<string> = new Set(['provider-refused', 'credentials-refused', 'account-suspended'])

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
  const { account, number, memory, onLeads } = needs
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
  const remembered = () => memory.of(number)
  const isOurs = (url: string | null) =>
    url !== null && (url === needs.ourUrl() || (remembered()?.ours.includes(url) ?? false))

  function tell(state: Link['state'], url: string | null, problem: Problem | null = null): Link {
    const kept = remembered()
    const link: Link = {
      state,
      at: new Date(needs.now()).toISOString(),
      leadsTo: state === 'elsewhere' ? shownUrl(url) : null,
      linkedAt: kept?.linkedAt ?? null,
      before: shownUrl(kept?.before ?? null),
      problem: problem ?? (state === 'linked' && kept?.othersLost ? othersLost : null),
    }
    needs.onLink(link)
    return link
  }
  /** Told only once it is written down: what was there before could else never be put back. */
  function keep(change: Partial<LinkMemory>): Result<null> {
    const none = { number, ours: [], linkedAt: null, before: null, othersLost: false }
    return memory.keep({ ...none, ...remembered(), ...change, computer: needs.computer })
  }
  /** The provider shows our address of today. */
  function confirmed(ours: string, change: Partial<LinkMemory> = {}): Link {
    const others = (remembered()?.ours ?? []).filter((each) => each !== ours)
    const linkedAt = remembered()?.linkedAt ?? new Date(needs.now()).toISOString()
    keep({ ours: [ours, ...others].slice(0, oursMost), linkedAt, ...change })
    onLeads('here')
    return tell('linked', ours)
  }

  function away(state: 'none' | 'elsewhere', url: string | null): Link {
    onLeads('away')
    return tell(state, url)
  }

  async function check(): Promise<Link> {
    const read = await account.number(number)
    failures = read.ok ? 0 : failures + 1
    if (!read.ok) return tell('unknown', null, read.problem)
    if (read.value === null) return tell('unknown', null, notOwned)
    const { inboundUrl } = read.value
    const ours = needs.ourUrl()
    if (inboundUrl === null) return away('none', null)
    // Also one that somebody has pasted into the provider's dashboard: it is ours from now on.
    if (inboundUrl === ours) return confirmed(ours)
    if (!isOurs(inboundUrl))
      // Without an address of today, and none of before, nobody can say whose this one is.
      return ours === null && remembered() === null ? tell('unknown', null, noAddress) : away('elsewhere', inboundUrl)
    if (remembered()?.computer !== needs.computer) return away('elsewhere', inboundUrl)
    // It leads to where we were. With no address of today there is nothing better to tell the provider.
    if (ours === null) return tell('linked', inboundUrl)
    const set = await setTo(ours, isOurs)
    if (set.ok) return set.value
    failures += 1
    return tell('unknown', null, set.problem)
  }

  /**
   * Reads, writes everything back with only this changed, and reads again.
   *
   * @param mayReplace whether what is there now may be written over
   */
  async function setTo(ours: string, mayReplace: (url: string | null) => boolean): Promise<Result<Link>> {
    const before = await account.number(number)
    if (!before.ok) return before
    if (before.value === null) return { ok: false, problem: notOwned }
    const old = before.value.inboundUrl
    if (old === ours) return done(confirmed(ours, { othersLost: false }))
    if (!mayReplace(old)) return done(away('elsewhere', old))
    onLeads(isOurs(old) ? 'older' : 'away')
    const known = remembered()
    const noted = keep({
      ours: [ours, ...(known?.ours ?? [])].slice(0, oursMost),
      before: isOurs(old) ? (known?.before ?? null) : old,
    })
    if (!noted.ok) return noted
    const updated = await account.update(before.value, ours)
    if (!updated.ok) {
      // Only a plain no is one: after anything else it may have been taken all the same.
      if (plainNo.has(updated.problem.code)) {
        if (known === null) memory.forget(number)
        else memory.keep(known)
      }
      return { ok: false, problem: notTaken(updated.problem) }
    }
    const after = await account.number(number)
    if (!after.ok) return after
    if (after.value?.inboundUrl !== ours) return { ok: false, problem: notKept }
    return done(confirmed(ours, { othersLost: !sameLinks(after.value.others, before.value.others) }))
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
    // Before it is looked at: should that fail, the next look would find the replies elsewhere, as if by somebody else's
    // hand, and what was answered there would be asked for once they come here again.
    if (updated.ok || !plainNo.has(updated.problem.code)) onLeads('let-go')
    if (!updated.ok) {
      if (updated.problem.code !== 'provider-refused' || target === null) return updated
      return refused(
        'link-old-silent',
        `Vonage does not take ${shownUrl(target)} back: it looks there first, and got no answer. Nothing was changed. Remove the link instead, or try again once that address answers.`,
      )
    }
    const after = await account.number(number)
    if (!after.ok) return after
    if ((after.value?.inboundUrl ?? null) !== target) return { ok: false, problem: notKept }
    const forgotten = memory.forget(number)
    if (!forgotten.ok) return forgotten
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
    check: () =>
      inTurn(async () => {
        // Somebody looks: what another link had lost has been read.
        if (remembered()?.othersLost) keep({ othersLost: false })
        return check()
      }),
    link: () =>
      inTurn(async () => {
        const ours = needs.ourUrl()
        return ours === null ? { ok: false as const, problem: noAddress } : setTo(ours, () => true)
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

function sameLinks(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}
