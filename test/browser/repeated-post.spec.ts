import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, rowOf, sendButton, sentTo, silent, test, toField } from './desk-page.ts'

type Fault = 'drop' | '408'

/**
 * Stands between the browser and a server, and spoils the answers to one path: it hands the request on, and then drops
 * the connection without a word, or says 408. Chromium sends a POST again by itself after either.
 */
async function startSpoiler(target: number, spoils: (path: string) => boolean) {
  let fault: Fault = 'drop'
  let left = 0
  const handedOn: string[] = []
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? ''
    const named = JSON.stringify(incoming.headers).replaceAll(`127.0.0.1:${port()}`, `127.0.0.1:${target}`)
    const { connection: _connection, ...headers } = JSON.parse(named) as Record<string, string>
    const onward = request({ port: target, host: '127.0.0.1', method: incoming.method, path, headers, agent: false })
    onward.on('response', (answer) => {
      const isTarget = incoming.method === 'POST' && spoils(path)
      if (isTarget) handedOn.push(path)
      if (!isTarget || left === 0) {
        // A connection that is not used again is not dropped while it is.
        const { connection: _closed, 'keep-alive': _kept, ...kept } = answer.headers
        outgoing.writeHead(answer.statusCode ?? 502, kept)
        answer.pipe(outgoing)
        return
      }
      left -= 1
      answer.resume()
      if (fault === 'drop') incoming.socket.destroy()
      else outgoing.writeHead(408, { 'content-length': 0, connection: 'close' }).end()
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = () => (server.address() as AddressInfo).port
  return {
    port: port(),
    handedOn,
    /** The next so many answers. */
    spoil: (how: Fault, times: number) => {
      fault = how
      left = times
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('Chromium sends a POST again by itself: the desk is asked more than once, and sends one text', async ({
  browser,
  running,
}) => {
  const { port } = new URL(running.ready.url)
  const spoiler = await startSpoiler(Number(port), (path) => path === '/api/sendNotice')
  const page = await browser.newPage()
  await page.goto(running.ready.url.replace(`:${port}/`, `:${spoiler.port}/`))
  for (const [how, customer] of [
    ['drop', silent.msisdn],
    ['408', '447700900151'],
  ] as const) {
    await toField(page).fill(`+${customer}`)
    // Its own question about the number has gone out and come back, over the connection that is used again.
    await expect(sendButton(page)).toHaveText(/Send to/)
    const before = spoiler.handedOn.length
    spoiler.spoil(how, 2)
    await sendButton(page).click()
    await expect.poll(() => spoiler.handedOn.length - before, how).toBeGreaterThanOrEqual(2)
    await expect.poll(() => sentTo(running, customer), how).toHaveLength(1)
    // The page was told of no failure, or of one that a person may press again after: still the one text.
    if ((await toField(page).inputValue()) !== '') await sendButton(page).click()
    await expect(toField(page)).toHaveValue('')
    expect(await sentTo(running, customer), how).toHaveLength(1)
  }
  await expect(page.locator('.ev')).toHaveCount(2)
  await page.close()
  spoiler.close()
})

test('control: a server that goes by requests is made to do it two or three times', async ({ browser }) => {
  const done: string[] = []
  const server = createServer((incoming, response) => {
    if (incoming.method === 'POST') done.push(incoming.url ?? '')
    incoming.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/html' }).end('<body></body>'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const spoiler = await startSpoiler((server.address() as AddressInfo).port, (path) => path.startsWith('/send'))
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${spoiler.port}/`)
  for (const [path, how] of [
    ['/send-drop', 'drop'],
    ['/send-408', '408'],
  ] as const) {
    spoiler.spoil(how, 2)
    await page.evaluate(async (url) => {
      await (await fetch('/')).text()
      await fetch(url, { method: 'POST', body: '{}' }).then(String, String)
    }, path)
    const times = done.filter((each) => each === path).length
    expect(times, path).toBeGreaterThanOrEqual(2)
    expect(times, path).toBeLessThanOrEqual(3)
  }
  await page.close()
  spoiler.close()
  server.closeAllConnections()
  server.close()
})

test('a hundred clicks and a hundred presses of Enter within a second are one text each', async ({ open, running }) => {
  const page = await open()
  await toField(page).fill(silent.typed)
  const clicked = await sendButton(page).evaluate((button: HTMLButtonElement) => {
    const began = performance.now()
    for (let click = 0; click < 100; click += 1) button.click()
    return performance.now() - began
  })
  expect(clicked).toBeLessThan(1000)
  await expect(rowOf(page, silent.shown)).toHaveCount(1)
  await expect(toField(page)).toHaveValue('')

  await toField(page).fill('07700 900151')
  await toField(page).focus()
  await Promise.all(Array.from({ length: 100 }, () => page.keyboard.press('Enter')))
  await expect(rowOf(page, '+44 7700 900151')).toHaveCount(1)
  for (const customer of [silent.msisdn, '447700900151']) expect(await sentTo(running, customer)).toHaveLength(1)
})
