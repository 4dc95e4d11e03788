import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { formOf, goodText } from './requests.ts'
import { closed, dial, exchange, inbound, memoryStore, openListener, post, statusOf, untilClosed } from './wire.ts'

const good = post(formOf(goodText))

describe('slow senders', () => {
  const slow = [
    '',
    'POST ',
    `POST ${inbound} HTTP/1.1\r\nHost: x\r\nX-Slow: 1`,
    good.slice(0, -5),
    post('', '/elsewhere', 'X: y').replace('Length: 0', 'Length: 9'),
  ]
  const crowd = (port: number, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_each, n) => {
        const socket = await dial(port)
        const heard = untilClosed(socket)
        socket.write(slow[n % slow.length] ?? '')
        return { socket, heard }
      }),
    )
  const hangUp = (connections: { socket: Socket }[]) => {
    for (const { socket } of connections) socket.destroy()
  }

  test('never shut out a genuine webhook', async () => {
    await using desk = await openListener({ limits: { patienceMs: 100 } })
    const sockets = await crowd(desk.port, 200)
    for (let sent = 0; sent < 20; sent += 1) {
      expect(statusOf(await exchange(desk.port, good))).toBe(200)
      sockets.push(...(await crowd(desk.port, 10)))
    }
    expect(desk.store.texts).toHaveLength(20)
    hangUp(sockets)
  })

  test('control: a server with the same limit and without our rule is shut out', async () => {
    const server = createServer((_request, response) => response.end())
    server.maxConnections = 64
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const sockets = await crowd(port, 200)
    for (let sent = 0; sent < 5; sent += 1) expect(await exchange(port, good)).toBe('')
    hangUp(sockets)
    server.close()
  })

  test('above the limit the oldest give way, and those that are owed an answer stay', async () => {
    const arrived = Promise.withResolvers<void>()
    const committed = Promise.withResolvers<void>()
    const store = memoryStore(() => {
      arrived.resolve()
      return committed.promise
    })
    await using desk = await openListener({ store, limits: { connections: 4, patienceMs: 50 } })
    const owed = exchange(desk.port, good)
    await arrived.promise
    const gone: number[] = []
    const sockets: { socket: Socket }[] = []
    for (let n = 0; n < 8; n += 1) {
      const socket = await dial(desk.port)
      // Unread, a closed connection would not be seen to close.
      sockets.push({ socket: socket.resume().once('close', () => gone.push(n)) })
    }
    // 1 + 8 connections: five too many.
    await Promise.all(sockets.slice(0, 5).map(({ socket }) => closed(socket)))
    expect(gone.sort()).toEqual([0, 1, 2, 3, 4])
    committed.resolve()
    expect(statusOf(await owed)).toBe(200)
    expect(gone).toHaveLength(5)
    hangUp(sockets)
  })

  test('above the limit a connection is closed with its answer, not while it waits for its next webhook', async () => {
    await using desk = await openListener({ limits: { connections: 4, patienceMs: 60_000 } })
    const senders = await Promise.all(Array.from({ length: 10 }, () => dial(desk.port)))
    // One more, so that the desk knows of all of them.
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
    const answers = Promise.all(senders.map((socket) => once(socket, 'data').then(String)))
    for (const socket of senders) socket.write(good)
    expect((await answers).map(statusOf)).toEqual(senders.map(() => 200))
    expect((await answers).filter((answer) => answer.includes('Connection: close'))).toHaveLength(6)
    hangUp(senders.map((socket) => ({ socket })))
  })

  test('a young connection is not slow yet', async () => {
    await using desk = await openListener({ limits: { connections: 4, patienceMs: 2_000 } })
    const old = await crowd(desk.port, 5)
    // The age of a connection is what this is about, so time has to pass.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    // Four: the fifth would be answered, and told to go.
    const young = await crowd(desk.port, 4)
    await Promise.all(old.map(({ heard }) => heard))
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
    expect(young.filter(({ socket }) => socket.closed)).toEqual([])
    hangUp(young)
  })

  test('above the burst even young ones give way at once', async () => {
    await using desk = await openListener({ limits: { connections: 4, burst: 8, patienceMs: 60_000 } })
    const sockets = await crowd(desk.port, 8)
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
    await Promise.race(sockets.map(({ heard }) => heard))
    expect(sockets.filter(({ socket }) => socket.closed)).toHaveLength(1)
    hangUp(sockets)
  })

  test('are cut off in time, without a word', async () => {
    await using desk = await openListener({ limits: { headersMs: 200, requestMs: 600 } })
    const started = performance.now()
    const heard = await Promise.all((await crowd(desk.port, 50)).map(({ heard }) => heard))
    expect(performance.now() - started).toBeLessThan(3_000)
    // The one that sent its headers to a wrong path has had its answer. No 408: a browser would send it again.
    expect([...new Set(heard.map(statusOf))].sort()).toEqual([0, 404])
    expect(heard.filter((each) => each === '')).toHaveLength(40)
  })

  test('headers have a limit of their own', async () => {
    await using desk = await openListener({ limits: { headersMs: 150, requestMs: 60_000 } })
    const [connection] = await crowd(desk.port, 3).then((all) => all.slice(2))
    expect(await connection?.heard).toBe('')
  })

  test('control: a server as Node makes it answers 408', async () => {
    const server = createServer({ headersTimeout: 100, connectionsCheckingInterval: 50 }, (_request, response) =>
      response.end(),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = await dial((server.address() as AddressInfo).port)
    socket.write('POST ')
    expect(statusOf(await untilClosed(socket))).toBe(408)
    server.close()
  })

  test('who sends a byte now and then is cut off as well', async () => {
    await using desk = await openListener({ limits: { headersMs: 200, requestMs: 400 } })
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(good.slice(0, -20))
    const drip = setInterval(() => socket.write('x'), 30)
    drip.unref()
    // The body would be complete after 600 ms.
    expect(await heard).toBe('')
    clearInterval(drip)
    expect(desk.store.texts).toEqual([])
  })

  test('an idle connection is closed', async () => {
    await using desk = await openListener({ limits: { keepAliveMs: 50 } })
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(good)
    expect(statusOf(await heard)).toBe(200)
  })
})
