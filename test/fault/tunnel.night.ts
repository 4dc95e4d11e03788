import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import { flap, startTunnelOffice } from './tunnel-office.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const drops = 120
/** The longest that a connection which nobody uses is kept. */
const quietMs = 15_000

test('a line that drops every five seconds for ten minutes loses no reply, is told in time, and leaves nothing open', async () => {
  const office = await startTunnelOffice(ends)
  const running = await office.start()
  const openFiles = () => readdirSync(`/proc/${running.ready.pid}/fd`).length
  await pause(quietMs)
  const before = openFiles()
  const { begun, shownMs, listeners } = await flap(office, running, { drops, repliesPerSecond: 20 }, ends)
  await eventually(() => expect(new Set(office.stored()).size).toBe(begun), 60_000)
  expect(office.stored()).toHaveLength(begun)
  expect(Math.max(...shownMs)).toBeLessThan(3000)
  expect(new Set(listeners)).toEqual(new Set([2]))
  // While replies come, what is open depends on how many of them are on their way.
  await pause(quietMs)
  const after = openFiles()
  console.log(
    `${begun} replies over ${drops} drops, told after ${Math.round(Math.max(...shownMs))} ms at most; open files ${before}, then ${after}.`,
  )
  expect(after - before).toBeLessThan(5)
})

test('50 of 50 desks that end while their tunnel is up end in order, and none aborts', async () => {
  const office = await startTunnelOffice(ends)
  for (let round = 1; round <= 50; round += 1) {
    const running = await office.start()
    await office.vonage.text({ from: '447700900123', text: `reply ${round}` })
    const code = await running.end()
    const { signalCode: signal } = running.child
    expect({ round, code, signal, said: running.stderr() }).toEqual({ round, code: 0, signal: null, said: '' })
  }
  expect(office.edge.connections()).toMatchObject({ standing: 0, freed: 50 })
})
