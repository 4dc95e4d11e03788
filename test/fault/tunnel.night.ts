import { afterEach, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import { flap, startTunnelOffice } from './tunnel-office.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const average = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

test('a line that drops every five seconds for ten minutes loses no reply, is told in time, and leaves nothing open', async () => {
  const office = await startTunnelOffice(ends)
  const running = await office.start()
  const { begun, shownMs, open, listeners } = await flap(office, running, { drops: 120, repliesPerSecond: 20 }, ends)
  await eventually(() => expect(new Set(office.stored()).size).toBe(begun), 60_000)
  expect(office.stored()).toHaveLength(begun)
  expect(Math.max(...shownMs)).toBeLessThan(3000)
  expect(new Set(listeners)).toEqual(new Set([2]))
  const [first, last] = [average(open.slice(0, 20)), average(open.slice(-20))]
  console.log(
    `${begun} replies over ${shownMs.length} drops, told after ${Math.round(Math.max(...shownMs))} ms at most; open files ${first}, then ${last}.`,
  )
  expect(last - first).toBeLessThan(5)
})

test('20 of 20 desks that end while their tunnel is up end in order, and none aborts', async () => {
  const office = await startTunnelOffice(ends)
  for (let round = 1; round <= 20; round += 1) {
    const running = await office.start()
    await office.vonage.text({ from: '447700900123', text: `reply ${round}` })
    const code = await running.end()
    const { signalCode: signal } = running.child
    expect({ round, code, signal, said: running.stderr() }).toEqual({ round, code: 0, signal: null, said: '' })
  }
  expect(office.edge.connections()).toMatchObject({ standing: 0, freed: 20 })
})
