import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { freePort, run, startDeskProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { allMessages, doubled, storedReplies } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { ofTheNight } from './night.ts'
import { injectFaults, straceMissing, underFault } from './strace.ts'
import { nobody, startTexting } from './texting.ts'

if (straceMissing !== null) console.warn(`NOT RUN: kills at each call to the disk, because ${straceMissing}.`)

const perSecond = 100
const last = ofTheNight(60)
const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/**
 * Resolves once it was killed, or with false when that has not come about within half a minute.
 *
 * @param meanwhile is done again and again until then, and may fail with it
 */
async function dies({ child }: { child: ChildProcess }, meanwhile?: () => Promise<unknown>): Promise<boolean> {
  const gone = () => child.exitCode !== null || child.signalCode !== null
  for (const until = performance.now() + 30_000; !gone() && performance.now() < until; ) {
    await meanwhile?.().catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return child.signalCode === 'SIGKILL'
}

/** A start that failed because the desk was killed in it is what is asked for; any other is none. */
const killedInStart = (error: Error) => {
  if (!error.message.includes('ended with null:')) throw error
  return null
}

/**
 * One desk that dies at its nth such call, and what a desk that is started after it has.
 *
 * @param from counted from its start, where it may die before it is ready, or from when it serves
 */
async function dieAt(
  from: 'start' | 'ready',
  call: string,
  nth: number,
): Promise<{ acknowledged: number; missing: string[] }> {
  const folder = freshFolder('desk')
  const env = { ...nobody, DESK_DATA_DIR: folder, DESK_WEBHOOK_PORT: String(await freePort()) }
  const fault = `${call}:signal=KILL:when=${nth}` as const
  const own: Ends = []
  try {
    const starting = startDeskProcess(env, { under: from === 'start' ? underFault(fault) : [] })
    const first = await (from === 'start' ? starting.catch(killedInStart) : starting)
    let customers: Awaited<ReturnType<typeof startTexting>> | null = null
    if (first !== null) {
      own.push(() => first.end('SIGKILL'))
      if (from === 'ready') own.push(await injectFaults(first.ready.pid, [fault]))
      customers = await startTexting(first.ready.inbound, perSecond)
      own.push(customers.end)
      // A webhook's answer is one piece. What the window is answered, and its events, go out as several: those are `writev`.
      const { desk } = first
      expect(await dies(first, () => desk.getDesk({})), `it met no ${call} ${nth}`).toBe(true)
    }
    const again = await startDeskProcess(env)
    own.push(() => again.end('SIGKILL'))
    if (first !== null) expect(again.ready.inbound).toBe(first.ready.inbound)
    if (customers !== null) await customers.stop()
    const shown = (await allMessages(again.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
    expect(await again.end()).toBe(0)
    const { ids, integrity } = storedReplies(join(folder, 'live'))
    expect(integrity).toBe('ok')
    expect([...doubled(ids), ...doubled(shown)]).toEqual([])
    const acknowledged = customers?.acknowledged() ?? new Set<string>()
    const [onScreen, onDisk] = [new Set(shown), new Set(ids)]
    const missing = [...acknowledged].filter((id) => !onScreen.has(id) || !onDisk.has(id))
    return { acknowledged: acknowledged.size, missing }
  } finally {
    for (const end of own.reverse()) await end()
  }
}

const moments = [
  { from: 'start', call: 'fsync' },
  { from: 'start', call: 'pwrite64' },
  { from: 'ready', call: 'fsync' },
  { from: 'ready', call: 'pwrite64' },
  { from: 'ready', call: 'write' },
  { from: 'ready', call: 'writev' },
] as const

test.skipIf(straceMissing !== null).each(moments)(
  `killed at its $call number 1 to ${last}, counted from $from, the desk has what it acknowledged, once, and starts again`,
  async ({ from, call }) => {
    let acknowledged = 0
    for (let nth = 1; nth <= last; nth += 1) {
      const died = await dieAt(from, call, nth)
      acknowledged += died.acknowledged
      expect(died.missing, `${call} ${nth}`).toEqual([])
    }
    console.log(`Killed at ${call} 1 to ${last} from ${from}: ${acknowledged} replies acknowledged, 0 missing.`)
  },
)

test.skipIf(straceMissing !== null)(
  'control: a desk that answers first, killed at one of its syncs under load, has lost what it acknowledged',
  async () => {
    let lost = 0
    for (let nth = 5; lost === 0 && nth < 25; nth += 1) {
      const folder = freshFolder('desk')
      const args = ['test/fault/ack-first.ts', folder, String(await freePort())]
      const first = await run<{ inbound: string }>(args, {})
      ends.push(() => first.end('SIGKILL'))
      ends.push(await injectFaults(first.child.pid ?? 0, [`fsync:signal=KILL:when=${nth}`]))
      const customers = await startTexting(first.ready.inbound, perSecond)
      ends.push(customers.end)
      expect(await dies(first)).toBe(true)
      const there = new Set(storedReplies(folder).ids)
      lost = [...customers.acknowledged()].filter((id) => !there.has(id)).length
    }
    console.log(`Control: answering first lost ${lost} acknowledged replies.`)
    expect(lost).toBeGreaterThan(0)
  },
)
