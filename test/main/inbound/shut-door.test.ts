import { Agent, request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { startListener } from '../../../src/main/inbound/listener.ts'
import { shutDoor } from '../../../src/main/inbound/shut-door.ts'
import { form, formOf, goodText } from './requests.ts'
import { dial, exchange, inbound, memoryStore, post, secret, statusOf, untilClosed } from './wire.ts'

async function shut() {
  const surprises: unknown[] = []
  const door = shutDoor({ where: { port: 0 }, unexpected: (_what, error) => surprises.push(error) })
  onTestFinished(() => door.close())
  const address = await door.address
  const port = 'port' in address ? address.port : 0
  return { door, port, surprises, url: `http://127.0.0.1:${port}${inbound}` }
}

const open = (door: ReturnType<typeof shutDoor>, store = memoryStore()) =>
  startListener({
    secret,
    door,
    hosts: () => null,
    verify: null,
    store,
    now: Date.now,
    unexpected: (what, error) => {
      throw new Error(`${what}: ${error}`)
    },
  })

test('whatever comes is told to come again, whatever its path, and nothing is a 4xx', async () => {
  const { port, url, surprises } = await shut()
  const answers = await Promise.all([
    fetch(url, form(goodText)),
    fetch(url),
    fetch(`http://127.0.0.1:${port}/nobody/knows/this`, form(goodText)),
    fetch(`${url}?${formOf(goodText)}`),
  ])
  for (const response of answers) {
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
    expect(await response.text()).toBe('')
  }
  const body = formOf(goodText)
  const head = `POST ${inbound} HTTP/1.1\r\ncontent-length: ${body.length}\r\nconnection: close\r\n`
  expect(statusOf(await exchange(port, `${head}expect: something-else\r\nhost: a\r\n\r\n${body}`))).toBe(503)
  expect(statusOf(await exchange(port, `${head}\r\n${body}`))).toBe(503)
  expect(surprises).toEqual([])
})

test('once it is open the same place takes texts, also over a connection from before', async () => {
  const { door, url } = await shut()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  const ask = () =>
    new Promise<{ status: number | undefined; isReused: boolean }>((resolve, reject) => {
      const { method, headers, body } = form(goodText) as {
        method: string
        headers: Record<string, string>
        body: string
      }
      const asked = request(url, { method, headers, agent }, (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode, isReused: asked.reusedSocket }))
      })
      asked.on('error', reject).end(String(body))
    })
  expect(await ask()).toEqual({ status: 503, isReused: false })
  const store = memoryStore()
  await open(door, store)
  expect(store.texts).toEqual([])
  expect(await ask()).toEqual({ status: 200, isReused: true })
  expect(store.texts).toHaveLength(1)
})

test('a place that is taken is told to whoever opens it, and can be closed', async () => {
  const { port } = await shut()
  const second = shutDoor({ where: { port }, unexpected: () => {} })
  await expect(second.address).rejects.toThrow('EADDRINUSE')
  await expect(open(second)).rejects.toThrow('EADDRINUSE')
  await second.close()
})

test('closed while it is shut, it waits for nobody', async () => {
  const { door, port } = await shut()
  const half = await dial(port)
  half.write(post('a=1').slice(0, 20))
  await Promise.all([door.close(), untilClosed(half)])
  await expect(dial(port)).rejects.toThrow('ECONNREFUSED')
})
