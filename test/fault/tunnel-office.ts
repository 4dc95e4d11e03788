import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { DeskState } from '../../src/shared/desk-state.ts'
import { startNgrokEdge } from '../support/ngrok-edge.ts'
import { deskOverHttp, eventually, run, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { storedReplies, textsAtRate } from './evidence.ts'
import { listeningSockets } from './socket-table.ts'

export const authtoken = 'a-good-token'
const domain = 'desk.edge.test'

/** A desk in a process of its own behind a tunnel to an edge of ours, and a pretend Vonage that reaches it through that. */
export async function startTunnelOffice(ends: (() => Promise<unknown>)[]) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ retry: { firstMs: 200, longestMs: 1000 } })
  const edge = await startNgrokEdge({ authtoken })
  ends.push(() => edge.close())
  const { key: apiKey, secret: apiSecret, number, restHost } = vonage.ready
  const ngrok = { authtoken, domain }
  const account = { apiKey, apiSecret, number, signature: null, ngrok, publicUrl: null, from: 'environment' }
  const folder = freshFolder()
  const { serverAddress, caCertificate, publicUrl } = edge

  async function start() {
    const needs = { folder, account, restHost, ngrokEdge: { serverAddress, caCertificate, publicUrl } }
    const running = await run<{ api: string; token: string; pid: number }>(['test/fault/tunnel-desk.ts'], {
      TEST_TUNNEL_DESK: JSON.stringify(needs),
    })
    ends.push(() => running.end('SIGKILL'))
    const desk = deskOverHttp(running.ready)
    const reach = async (): Promise<DeskState['reach']> => {
      // A connection that was kept may end just as it is used again.
      const answer = await eventually(() => desk.getDesk({}))
      if (!answer.ok) throw new Error(answer.problem.text)
      return answer.value.reach
    }
    const reachable = () => eventually(async () => expect(await reach()).toMatchObject({ state: 'reachable' }), 20_000)
    await reachable()
    const { pathname } = new URL((await reach()).url ?? '')
    await vonage.link({ inbound: `${edge.publicUrl}${pathname}` })
    return { ...running, desk, reach, reachable }
  }
  return { vonage, edge, folder, start, stored: () => storedReplies(folder).ids }
}

/**
 * The line drops every five seconds while replies come.
 *
 * @returns what was told after each drop, and how many files and listeners were open before the next
 */
export async function flap(
  office: Awaited<ReturnType<typeof startTunnelOffice>>,
  running: Awaited<ReturnType<typeof office.start>>,
  needs: { drops: number; repliesPerSecond: number },
  ends: (() => Promise<unknown>)[],
) {
  const { pid } = running.ready
  const shownMs: number[] = []
  const open: number[] = []
  const listeners: number[] = []
  const stop = textsAtRate(office.vonage, needs.repliesPerSecond)
  ends.push(() => stop().catch(() => 0))
  for (let drop = 0; drop < needs.drops; drop += 1) {
    const next = performance.now() + 5000
    const { since } = await running.reach()
    office.edge.drop()
    const droppedAt = performance.now()
    await eventually(async () => {
      const reach = await running.reach()
      expect(reach.state === 'unreachable' || reach.since !== since).toBe(true)
    }, 10_000)
    shownMs.push(performance.now() - droppedAt)
    await running.reachable()
    // A line that stood for less than two seconds was none, and the tries grow rare: that is another story.
    await pause(Math.max(2500, next - performance.now()))
    open.push(readdirSync(`/proc/${pid}/fd`).length)
    const { tcp, unix } = listeningSockets(pid)
    listeners.push(tcp.length + unix.length)
  }
  return { begun: await stop(), shownMs, open, listeners }
}
