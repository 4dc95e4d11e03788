import { describe, expect, test } from 'vitest'
import { listenerLimits } from '../../../src/main/inbound/limits.ts'
import { form, formOf, goodText } from './requests.ts'
import { closed, dial, exchange, inbound, openListener, post, statusOf, untilClosed } from './wire.ts'

// With the limits that a desk has: other tests have shorter ones, and a default that is wrong would be seen by none.

const good = post(formOf(goodText))
/** How long until the connection is closed, ms. */
async function lasts(port: number, bytes: string): Promise<{ ms: number; heard: string }> {
  const socket = await dial(port)
  const heard = untilClosed(socket)
  const began = performance.now()
  socket.write(bytes)
  return { heard: await heard, ms: performance.now() - began }
}
/** A quarter of a second between two looks, and what a busy computer takes. */
const late = 900

describe('as a desk has them', () => {
  test('an idle connection is closed after 5 s, and no sender is told that it may wait as long', async () => {
    await using desk = await openListener()
    const { ms, heard } = await lasts(desk.port, good)
    expect(statusOf(heard)).toBe(200)
    expect(ms).toBeGreaterThan(4_900)
    expect(ms).toBeLessThan(5_000 + late)
    // A webhook that is sent in the very last moment would be lost with the connection.
    expect(heard).toContain('Keep-Alive: timeout=4')
  })

  test('headers may take 5 s, and all of a request less than 10', async () => {
    await using desk = await openListener()
    const [headers, body] = await Promise.all([
      lasts(desk.port, `POST ${inbound} HTTP/1.1\r\nHost: x\r\nX-Slow: `),
      lasts(desk.port, good.slice(0, -5)),
    ])
    expect([headers.heard, body.heard]).toEqual(['', ''])
    expect(headers.ms).toBeGreaterThan(4_900)
    expect(headers.ms).toBeLessThan(5_000 + late)
    expect(body.ms).toBeGreaterThan(9_600)
    expect(body.ms).toBeLessThan(9_750 + late)
  })

  test('nearly 16 KB of headers in 64 lines pass, a line or a kilobyte more does not', async () => {
    await using desk = await openListener()
    // Host, Content-Type and Content-Length are three of them.
    const lines = (count: number, bytes: number) =>
      Array.from({ length: count }, (_each, n) => `X-${n}: ${'y'.repeat(Math.floor(bytes / count) - 8)}`)
    const answered = async (count: number, bytes: number) =>
      statusOf(await exchange(desk.port, post('a=b', inbound, ...lines(count, bytes))))
    expect(await answered(61, 15_500)).toBe(200)
    expect(await answered(62, 1_000)).toBe(431)
    expect(await answered(61, 17_000)).toBe(431)
  })

  test('the hundredth answer on a connection is its last', async () => {
    await using desk = await openListener()
    const { heard } = await lasts(desk.port, good.repeat(110))
    const answers = heard.split('HTTP/1.1 ').slice(1)
    expect(answers).toHaveLength(100)
    expect(answers.map((answer) => /connection: close/i.test(answer)).indexOf(true)).toBe(99)
  })

  test('of more than 64 connections that say nothing the oldest are closed after a quarter of a second', async () => {
    await using desk = await openListener()
    const began = performance.now()
    const gone: number[] = []
    const sockets = []
    for (let n = 0; n < 80; n += 1) {
      const socket = (await dial(desk.port)).resume().once('close', () => gone.push(n))
      sockets.push(socket)
    }
    await Promise.all(sockets.slice(0, 16).map(closed))
    expect(performance.now() - began).toBeGreaterThan(listenerLimits.patienceMs - 1)
    expect((await fetch(desk.url, form(goodText))).status).toBe(200)
    // The one that brought the text goes with its answer; where that takes long, one more has to go for it.
    expect(gone.length).toBeLessThanOrEqual(17)
    expect(gone.toSorted((one, next) => one - next)).toEqual(gone.map((_each, n) => n))
    for (const socket of sockets) socket.destroy()
  })

  test('and of more than 512 the oldest at once, however young', async () => {
    await using desk = await openListener({ limits: { patienceMs: 60_000 } })
    let gone = 0
    const sockets = await Promise.all(
      Array.from({ length: 520 }, async () => (await dial(desk.port)).resume().once('close', () => (gone += 1))),
    )
    // One more, so that the desk knows of all of them.
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
    expect(gone).toBeGreaterThanOrEqual(8)
    expect(gone).toBeLessThanOrEqual(9)
    for (const socket of sockets) socket.destroy()
  })
})
