import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { test as base, expect } from './launch.ts'

/** A web server that nothing of ours may reach. `asked` holds the paths that came. */
const test = base.extend<{ outside: { address: string; asked: string[] } }>({
  outside: async ({ playwright: _ }, use) => {
    const asked: string[] = []
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? '')
      const away = request.url === '/redirect'
      response.writeHead(away ? 302 : 200, away ? { location: '/landed' } : { 'content-type': 'text/html' })
      response.end('<h1>outside</h1>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  },
})

const waysOut: { way: string; go: (page: Page, address: string) => Promise<void> }[] = [
  { way: 'a foreign address', go: (page, address) => assign(page, `${address}/assigned`) },
  { way: 'a file', go: (page) => assign(page, 'file:///etc/hostname') },
  { way: 'a data address', go: (page) => assign(page, 'data:text/html,<h1>outside</h1>') },
  { way: 'a javascript address', go: (page) => assign(page, 'javascript:"<h1>outside</h1>"') },
  { way: 'another page of our own scheme', go: (page) => assign(page, '/index.html?other') },
  { way: 'another host of our own scheme', go: (page) => assign(page, 'desk://other/') },
  {
    way: 'a link that is clicked',
    go: (page, address) =>
      page.evaluate((url) => {
        const link = document.createElement('a')
        link.href = url
        document.body.append(link)
        link.click()
      }, `${address}/clicked`),
  },
  {
    way: 'a form that is sent',
    go: (page, address) =>
      page.evaluate((url) => {
        const form = document.createElement('form')
        form.action = url
        form.method = 'post'
        document.body.append(form)
        form.submit()
      }, `${address}/posted`),
  },
  {
    way: 'a refresh in the page’s head',
    go: (page, address) =>
      page.evaluate((url) => {
        const meta = document.createElement('meta')
        meta.httpEquiv = 'refresh'
        meta.content = `0; url=${url}`
        document.head.append(meta)
      }, `${address}/refreshed`),
  },
  {
    way: 'a frame',
    go: (page, address) =>
      page.evaluate((url) => {
        const frame = document.createElement('iframe')
        frame.src = url
        document.body.append(frame)
      }, `${address}/framed`),
  },
]

test('the window stays where it is, whatever way out is tried', async ({ shared: { page }, outside }) => {
  const before = page.url()
  await page.evaluate(() => document.documentElement.setAttribute('data-same', 'yes'))
  for (const { way, go } of waysOut)
    await test.step(way, async () => {
      await go(page, outside.address)
      await settle(page)
      expect(await page.evaluate(() => document.documentElement.getAttribute('data-same'))).toBe('yes')
      expect(page.url()).toBe(before)
      expect(outside.asked).toEqual([])
    })
})

test('a redirect is not followed, even where main itself was sent', async ({ running: { app }, outside }) => {
  const loaded = await app.evaluate(async ({ BrowserWindow }, url) => {
    const loading = BrowserWindow.getAllWindows()[0]?.loadURL(url)
    return loading?.then(
      () => true,
      () => false,
    )
  }, `${outside.address}/redirect`)
  expect(loaded).toBe(false)
  expect(outside.asked).toEqual(['/redirect'])
})

const secondWindows: { way: string; open: (page: Page, url: string) => Promise<unknown> }[] = [
  { way: 'window.open', open: (page, url) => page.evaluate((target) => window.open(target) === null, url) },
  { way: 'target=_blank', open: (page, url) => clickLink(page, url, '_blank', 'left') },
  { way: 'the middle button', open: (page, url) => clickLink(page, url, '', 'middle') },
]

for (const { way, open } of secondWindows)
  test(`no second window: ${way}`, async ({ shared: { app, page }, outside }) => {
    await open(page, `${outside.address}/opened`)
    await settle(page)
    expect(app.windows()).toHaveLength(1)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(outside.asked).toEqual([])
  })

function assign(page: Page, address: string): Promise<void> {
  return page.evaluate((url) => {
    location.href = url
  }, address)
}

async function clickLink(page: Page, url: string, target: string, button: 'left' | 'middle'): Promise<void> {
  await page.evaluate(
    ([href = '', name = '']) => {
      const link = document.createElement('a')
      link.href = href
      link.target = name
      link.textContent = 'outside'
      link.setAttribute('style', 'position: fixed; top: 0; left: 0; z-index: 9999')
      // Styles of the page's own words are not allowed; where the link lies does not matter.
      document.body.prepend(link)
    },
    [url, target],
  )
  await page.getByRole('link', { name: 'outside' }).click({ button, force: true })
}

/** Longer than a request to this computer takes. That nothing happens cannot be awaited. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(300)
}
