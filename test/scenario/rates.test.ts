import { afterEach, expect, test } from 'vitest'
import { closedLoop } from '../bench/load.ts'
import { webhookRequest } from '../bench/webhooks.ts'
import { freePort, startDeskProcess, startPretendProcess } from '../support/processes.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** 3,000 texts as fast as they are answered. */
async function flooded(env: Record<string, string>) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const running = await startDeskProcess({ ...vonage.env, ...env })
  ends.push(() => running.end())
  const url = running.ready.inbound
  const port = Number(new URL(url).port)
  return closedLoop({ port, connections: 16, requests: 3000, request: webhookRequest(url) })
}

test('where the internet reaches it, the desk takes 600 texts at once and 300 a second, and asks for the rest again', async () => {
  const port = await freePort()
  const env = { DESK_WEBHOOK_PORT: String(port), DESK_PUBLIC_URL: `http://127.0.0.1:${port}` }
  const { answered, refused, seconds } = await flooded(env)
  expect(answered).toBeGreaterThanOrEqual(600)
  expect(answered).toBeLessThanOrEqual(600 + 300 * seconds + 1)
  expect(answered + refused).toBe(3000)
})

test('where only programs of this computer reach it, it takes what they send', async () => {
  expect(await flooded({})).toMatchObject({ answered: 3000, refused: 0 })
})
