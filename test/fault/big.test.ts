import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { collecting, heldMb } from './fuzz-desk.ts'
import { percentile } from './genuine.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const zeros = Buffer.alloc(10 * 1024 * 1024)
/** Kinds of big things, and the answers one may get. */
const bigThings: { label: string; lines: string[]; query?: string; body?: Uint8Array; statuses: number[] }[] = [
  { label: '10 MB', lines: length(zeros), body: zeros, statuses: [413] },
  { label: 'endless chunks', lines: ['Transfer-Encoding: chunked'], body: endless(), statuses: [413] },
  ...(
    [
      ['gzip', gzipSync(zeros)],
      ['deflate', deflateSync(zeros)],
      ['br', brotliCompressSync(zeros)],
    ] as const
  ).map(([name, body]) => ({
    label: `a ${name} bomb`,
    lines: [`Content-Encoding: ${name}`, ...length(body)],
    body,
    statuses: [415],
  })),
  { label: '2,000 headers', lines: Array.from({ length: 2000 }, (_each, n) => `X-${n}: y`), statuses: [431] },
  { label: '65 short headers', lines: Array.from({ length: 65 }, (_each, n) => `X-${n}: y`), statuses: [431] },
  { label: 'a header of 64 KB', lines: [`X: ${'y'.repeat(65_536)}`], statuses: [431] },
  { label: 'a query of 64 KB', lines: [], query: `a=${'y'.repeat(65_536)}`, statuses: [431] },
  ...(['a=1&', '&', 'a[]=&', '%'] as const).map((piece) => {
    const body = Buffer.from(piece.repeat(100_000))
    return { label: `100,000 times “${piece}”`, lines: length(body), body, statuses: [413] }
  }),
  // Kept as bytes: it may be genuine for all we know.
  { label: '30,000 parameters in 60 KB', lines: length(pairs()), body: pairs(), statuses: [200] },
]

function length(body: Uint8Array): string[] {
  return [`Content-Length: ${body.byteLength}`]
}
function pairs(): Buffer {
  return Buffer.from('a&'.repeat(30_000))
}
function endless(): Buffer {
  return Buffer.from(`1000\r\n${'x'.repeat(4096)}\r\n`.repeat(512))
}

/** Sends bytes as they are. @returns status and how long it took to come, in ms */
function ask(url: string, thing: Omit<(typeof bigThings)[number], 'label' | 'statuses'>) {
  const { port, host, pathname } = new URL(url)
  const line = thing.query === undefined ? `POST ${pathname}` : `GET ${pathname}?${thing.query}`
  const head = [`${line} HTTP/1.1`, `Host: ${host}`, ...thing.lines, '', ''].join('\r\n')
  return new Promise<{ status: number; tookMs: number }>((resolve) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true })
    const began = performance.now()
    const over = (status: number) => {
      resolve({ status, tookMs: performance.now() - began })
      socket.destroy()
    }
    socket.on('error', () => over(0))
    socket.on('close', () => over(0))
    socket.once('data', (chunk: Buffer) => over(Number(chunk.toString('latin1', 9, 12))))
    socket.write(head)
    if (thing.body !== undefined) socket.write(thing.body)
  })
}

test('big things are refused at once, and cost the desk no memory', async () => {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const running = await startDeskProcess(vonage.env, collecting)
  ends.push(() => running.end())
  const url = running.ready.inbound
  const small = Buffer.from('a=b')
  const usual: number[] = []
  const round = async () => {
    const slowest: [string, number][] = []
    for (const { label, statuses, ...thing } of bigThings) {
      usual.push((await ask(url, { lines: length(small), body: small })).tookMs)
      const { status, tookMs } = await ask(url, thing)
      expect(statuses, label).toContain(status)
      slowest.push([label, tookMs])
    }
    return slowest
  }
  // What any traffic makes a fresh process take comes first.
  for (let warmUp = 0; warmUp < 6; warmUp += 1) await round()
  const before = await heldMb(running)
  const took = [await round(), await round(), await round()].flat()
  const after = await heldMb(running)
  const slow = percentile(
    took.map(([, ms]) => ms),
    0.9,
  )
  const [longest = ['', 0]] = took.toSorted(([, a], [, b]) => b - a)
  console.log(
    `Big things: nine of ten refused within ${slow.toFixed(1)} ms, the longest ${longest[1].toFixed(1)} ms (${longest[0]}), a small one ${percentile(usual, 0.5).toFixed(1)} ms; memory ${before?.toFixed(1)} → ${after?.toFixed(1)} MB.`,
  )
  // Each of them within 200 ms, and more on a computer where a small one takes long as well.
  const limitMs = Math.max(200, 10 * percentile(usual, 0.5))
  expect(took.filter(([, ms]) => ms > limitMs)).toEqual([])
  if (before !== null && after !== null) expect(after - before).toBeLessThanOrEqual(16)
  expect(running.stderr()).not.toContain('unexpected')
})

test('control: a server of Node’s own takes 10 MB, the bombs and 100,000 parameters, and holds on to them', async () => {
  const taken: Buffer[] = []
  const plain = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => taken.push(chunk)).on('end', () => response.end())
  })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  ends.push(async () => {
    plain.closeAllConnections()
    plain.close()
  })
  const url = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`
  const through: string[] = []
  for (const { label, statuses, ...thing } of bigThings) {
    // For the end of these it would wait for ever.
    if (label === 'endless chunks') continue
    const { status } = await ask(url, thing)
    if (!statuses.includes(status)) through.push(label)
  }
  expect(through).toEqual(expect.arrayContaining(['10 MB', 'a gzip bomb', '100,000 times “a=1&”']))
  expect(taken.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(zeros.length)
})
