import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import { flap, startTunnelOffice } from './tunnel-office.ts'

const isLinux = process.platform === 'linux'
if (!isLinux) console.warn('NOT RUN: a line that flaps, because open files are read as Linux lists them.')

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describe.skipIf(!isLinux)('a line that drops every five seconds', () => {
  test('loses no reply, is told each time within three seconds, and leaves nothing open', {
    timeout: 120_000,
  }, async () => {
    const office = await startTunnelOffice(ends)
    const running = await office.start()
    const { begun, shownMs, open, listeners } = await flap(office, running, { drops: 3, repliesPerSecond: 20 }, ends)
    await eventually(() => expect(new Set(office.stored()).size).toBe(begun), 20_000)
    expect(office.stored()).toHaveLength(begun)
    console.log(
      `${begun} replies over ${shownMs.length} drops, told after ${Math.round(Math.max(...shownMs))} ms at most.`,
    )
    expect(Math.max(...shownMs)).toBeLessThan(3000)
    expect(new Set(listeners)).toEqual(new Set([2]))
    expect(Math.max(...open) - Math.min(...open)).toBeLessThan(15)
    expect({ code: await running.end(), said: running.stderr() }).toEqual({ code: 0, said: '' })
  })

  test('control: where Vonage does not send again, a drop loses replies', { timeout: 60_000 }, async () => {
    const office = await startTunnelOffice(ends)
    await office.vonage.set({ retry: { giveUpAfterMs: 0 } })
    const running = await office.start()
    const { begun } = await flap(office, running, { drops: 1, repliesPerSecond: 50 }, ends)
    expect(office.stored().length).toBeLessThan(begun)
  })
})

test('a desk that ends while its tunnel is up and replies come does so in order, and gives its address back', {
  timeout: 120_000,
}, async () => {
  const office = await startTunnelOffice(ends)
  for (let round = 1; round <= 5; round += 1) {
    const running = await office.start()
    await office.vonage.text({ from: '447700900123', text: `reply ${round}` })
    expect({ code: await running.end(), signal: running.child.signalCode, said: running.stderr() }).toEqual({
      code: 0,
      signal: null,
      said: '',
    })
    expect(office.edge.connections()).toMatchObject({ standing: 0, freed: round })
  }
})
