import { connect, createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { type ListenerLimits, unhurried } from '../../src/main/inbound/limits.ts'
import { loggedStore } from '../../src/main/log/logged-store.ts'
import type { Heard, Opening } from '../../src/main/serve-webhooks.ts'
import { openStore } from '../../src/main/store/store.ts'
import type { Wrote } from '../../src/main/store/tell-commits.ts'
import { proofOfRun } from '../../src/main/tunnel/prove.ts'
import { webhookServer } from '../../src/main/webhook-server.ts'
import { eventually } from '../support/processes.ts'
import { freshFolder, startThreads } from '../support/store.ts'
import { form, formOf, goodReceipt, goodText } from './inbound/requests.ts'

const proof = proofOfRun()
const opening: Opening = { secret: 'Zk3_unguessable-part-0123', hosts: null, signature: null, proofKey: proof.key }

/** A store whose writer can be killed from outside, and the server in it; shut. */
async function start(where: { port: number } = { port: 0 }, limits: Partial<ListenerLimits> = {}) {
  const threads = startThreads()
  const writers: Worker[] = []
  const store = await openStore(
    {
      ...threads,
      startWriter: () => {
        const writer = threads.startWriter()
        writers.push(writer)
        return writer
      },
    },
    freshFolder(),
  )
  const unexpected: unknown[] = []
  const server = webhookServer({ store, where, limits, unexpected: (_what, error) => unexpected.push(error) })
  onTestFinished(async () => {
    await server.close()
    await store.close()
  })
  const heard: Heard[] = []
  const sum = (what: 'requests' | 'arrivals' | 'kept') => heard.reduce((all, each) => all + each[what], 0)
  const port = async () => {
    const address = await server.address
    return 'port' in address ? address.port : 0
  }
  const open = async (change: Partial<Opening> = {}) => {
    const { inboundPath } = await server.open({ ...opening, ...change }, (some) => heard.push(some))
    return `http://127.0.0.1:${await port()}${inboundPath}`
  }
  const texts = async () => (await store.ask('list', { limit: 200 })).map(({ text }) => text)
  return { store, server, writers, unexpected, heard, sum, port, open, texts }
}

test('shut it says that all comes again; opened, a reply is answered once it is stored', async () => {
  const { open, port, texts, sum } = await start()
  const shut = await fetch(`http://127.0.0.1:${await port()}/${opening.secret}/inbound`, form(goodText))
  expect([shut.status, await texts()]).toEqual([503, []])
  const url = await open()
  expect((await fetch(url, form(goodText))).status).toBe(200)
  expect(await texts()).toEqual([goodText.text])
  expect((await fetch(url, form(goodText))).status).toBe(200)
  expect(await texts()).toHaveLength(1)
  await eventually(() => expect([sum('requests'), sum('arrivals')]).toEqual([2, 2]))
})

test('what was written there is told like what was written here: changes, and what became of each', async () => {
  const { store, open } = await start()
  const changed: number[] = []
  const wrote: Wrote[] = []
  store.onChange(({ seqs }) => changed.push(...seqs))
  store.onWrote((each) => wrote.push(each))
  const url = await open()
  // Among orders of this thread, which hears of those in their order.
  const values = Promise.all(
    Array.from({ length: 20 }, (_, index) => store.write('remember', { key: `k${index}`, fresh: `v${index}` })),
  )
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => fetch(url, form({ ...goodText, messageId: `0C${index}` }))),
  )
  await fetch(url, form(goodReceipt))
  await fetch(url, form({ nothing: 'known' }))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(await values).toEqual(Array.from({ length: 20 }, (_, index) => `v${index}`))
  await eventually(() => {
    expect(changed.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(wrote.map(({ name, value }) => `${name} ${value}`).toSorted()).toEqual(
      ['keep true', 'receipt foreign', ...Array.from({ length: 20 }, () => 'receive stored')].toSorted(),
    )
  })
})

test('of a rush the log counts every reply, though they are told it together', async () => {
  const { store, open } = await start()
  const said: string[] = []
  loggedStore(store, { say: (...[event]: [string, ...unknown[]]) => void said.push(event) })
  const told: Wrote[] = []
  store.onWrote((each) => told.push(each))
  const url = await open()
  const ids = Array.from({ length: 120 }, (_, index) => `0D${index % 100}`)
  await Promise.all(ids.map((messageId) => fetch(url, form({ ...goodText, messageId }))))
  const count = (event: string) => said.filter((each) => each === event).length
  await eventually(() => expect([count('replyStored'), count('replyRepeated')]).toEqual([100, 20]))
  expect(told.length).toBeLessThan(ids.length)
})

test('a signature is asked for, what fails it is kept, and somebody is told of that', async () => {
  const { store, open, heard, sum } = await start()
  const url = await open({ signature: { secrets: ['dispatch-demo-secret-01'], method: 'sha256' } })
  expect((await fetch(url, form(goodText))).status).toBe(401)
  await eventually(() => expect(sum('kept')).toBe(1))
  expect(heard.flatMap(({ refused }) => refused)).toEqual(['signature'])
  expect(sum('arrivals')).toBe(0)
  expect(await store.ask('badlySigned', 0)).toHaveLength(1)
})

test('it vouches for this very desk, and no other', async () => {
  const { server, open } = await start()
  const url = await open()
  const where = await server.address
  expect(await proof.prove(url, where, AbortSignal.timeout(5000))).toMatchObject({ ok: true })
  expect(await proofOfRun().prove(url, where, AbortSignal.timeout(5000))).toMatchObject({ why: 'elsewhere' })
})

test('only the hosts that it is told of are let in', async () => {
  const { open } = await start()
  const url = await open({ hosts: ['desk.example'] })
  expect((await fetch(url, form(goodText))).status).toBe(404)
})

test('orders of both threads that share a commit each have their own answer, also where one of them fails', async () => {
  const { store, open } = await start({ port: 0 }, unhurried)
  const url = await open()
  const statuses = new Set<number>()
  let sent = 0
  let sending = true
  // So many at a time that every order of this thread finds some of them waiting.
  const senders = Array.from({ length: 24 }, async () => {
    while (sending) {
      sent += 1
      statuses.add((await fetch(url, form({ ...goodText, messageId: `0E${sent}` }))).status)
    }
  })
  const unusable = {} as string
  const remember = (key: string, fresh: string) => store.write('remember', { key, fresh }).catch(() => 'failed')
  const answers: string[][] = []
  for (let round = 0; round < 100; round += 1)
    answers.push(
      await Promise.all([remember(`a${round}`, 'a'), remember(`b${round}`, unusable), remember(`c${round}`, 'c')]),
    )
  sending = false
  await Promise.all(senders)
  expect(answers).toEqual(Array(100).fill(['a', 'failed', 'c']))
  expect([...statuses]).toEqual([200])
  expect((await store.ask('counts', undefined)).needsPerson).toBe(sent)
})

test('a thread that dies takes it along; meanwhile all is told to come again, and it stands anew at the same address', async () => {
  const { open, writers, texts, unexpected } = await start()
  const url = await open()
  const acknowledged: string[] = []
  const refused: string[] = []
  let sending = true
  const sender = (async () => {
    for (let sent = 0; sending; sent += 1) {
      const text = `m${sent}`
      const answer = await fetch(url, form({ ...goodText, messageId: text, text })).catch(() => null)
      if (answer?.status === 200) acknowledged.push(text)
      else {
        refused.push(answer === null ? 'cut off' : `${answer.status}`)
        await setTimeout(20)
      }
    }
  })()
  for (const death of [0, 1]) {
    const before = acknowledged.length
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 15))
    refused.length = 0
    await writers[death]?.terminate()
    await eventually(() => expect(writers).toHaveLength(death + 2))
    // One that was under way, and whoever came in the moment in which nobody stood there.
    await eventually(() => expect(refused.filter((each) => each === '503').length).toBeGreaterThan(10))
    expect(refused.filter((each) => each !== '503').length).toBeLessThan(10)
  }
  const died = acknowledged.length
  await eventually(() => expect(acknowledged.length).toBeGreaterThan(died + 10))
  sending = false
  await sender
  const stored = await texts()
  expect(stored.length).toBeLessThan(200)
  expect(acknowledged.filter((text) => !stored.includes(text))).toEqual([])
  expect(unexpected).toEqual([])
})

test('closed while its thread is dead, it leaves nobody at the address', async () => {
  const { server, open, writers } = await start()
  const url = await open()
  await writers[0]?.terminate()
  await eventually(async () => expect((await fetch(url, form(goodText))).status).toBe(503))
  await server.close()
  await expect(fetch(url, form(goodText))).rejects.toThrow()
})

test('whose body comes long after the head is heard of, too', async () => {
  const { open, port, sum } = await start()
  const url = await open()
  const body = formOf(goodText)
  const socket = connect(await port(), '127.0.0.1')
  let heard = ''
  socket.setEncoding('latin1').on('data', (some: string) => {
    heard += some
  })
  socket.write(`POST ${new URL(url).pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`)
  await eventually(() => expect([sum('requests'), sum('arrivals')]).toEqual([1, 0]))
  socket.write(body)
  await eventually(() => expect(heard).toContain('HTTP/1.1 200 '))
  await eventually(() => expect([sum('requests'), sum('arrivals')]).toEqual([1, 1]))
  socket.destroy()
})

test('an address that another program has is told as the system tells it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  onTestFinished(() => void other.close())
  const taken = other.address()
  const port = typeof taken === 'object' && taken !== null ? taken.port : 0
  const { server, open } = await start({ port })
  const error = { code: 'EADDRINUSE', syscall: 'listen', port }
  await expect(server.address).rejects.toMatchObject(error)
  await expect(open()).rejects.toMatchObject(error)
})

test('closing waits for what is being stored, and takes no more', async () => {
  const { server, open, texts } = await start()
  const url = await open()
  const answers = Array.from({ length: 30 }, (_, index) =>
    fetch(url, form({ ...goodText, messageId: `0D${index}`, text: `t${index}` })).then(
      ({ status }) => status,
      () => 0,
    ),
  )
  await answers[0]
  await server.close()
  await server.close()
  const stored = (await Promise.all(answers)).filter((status) => status === 200)
  expect(await texts()).toHaveLength(stored.length)
  await expect(fetch(url, form(goodText))).rejects.toThrow()
})

test('a query is read as a form is', async () => {
  const { open, texts } = await start()
  const url = await open()
  expect((await fetch(`${url}?${formOf(goodText)}`)).status).toBe(200)
  expect(await texts()).toEqual([goodText.text])
})
