import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { test as base, expect } from './desk-page.ts'
import { startForeignServer, startOpenShell, type Tried, tryEverything } from './foreign-page.ts'

/** A browser for which a foreign name means this computer, as after DNS was rebound. */
const test = base.extend<{ tryFrom: (port: number, cookieFrom: string | null) => Promise<Tried[]> }>({
  tryFrom: async ({ playwright: _ }, use) => {
    const executablePath = findBrowser()
    const browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        ...browserArguments,
        '--host-resolver-rules=MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1',
        // Newer ones keep foreign pages from this computer by themselves. Older ones, and other browsers, do not.
        '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
      ],
    })
    const foreign = await startForeignServer()
    await use(async (port, cookieFrom) => {
      const context = await browser.newContext()
      if (cookieFrom !== null) {
        // The person has the desk open in the same browser, so the cookie is there for whoever can make it be sent.
        const own = await context.newPage()
        await own.goto(cookieFrom)
        await expect(own.locator('.strip')).toBeVisible()
        expect((await context.cookies()).map(({ name }) => name)).toContain(`desk-${port}`)
      }
      const shell = `http://127.0.0.1:${port}`
      const rebound = `http://rebound.example:${port}`
      // The attacker's own server served this page, from the very port, before the name was turned to this computer.
      await context.route(`${rebound}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<body></body>' }))
      const seen: Tried[] = []
      for (const [address, base] of [
        [`http://evil.example:${foreign.port}/`, shell],
        [`http://127.0.0.1:${foreign.port}/`, shell],
        [`http://localhost:${foreign.port}/`, shell],
        [`${rebound}/`, rebound],
        ['data:text/html,<body></body>', shell],
      ] as const) {
        const page = await context.newPage()
        await page.goto(address)
        seen.push(await page.evaluate(tryEverything, { base, calls }))
        await page.close()
      }
      await context.close()
      return seen
    })
    foreign.close()
    await browser.close()
  },
})

const calls = [
  {
    name: 'sendSms',
    argument: JSON.stringify({ submissionId: 'foreign', to: '+44 7700 900555', text: 'from a foreign page' }),
  },
  { name: 'stopSending', argument: '{}' },
  { name: 'saveSettings', argument: JSON.stringify({ theme: 'dark', helpText: 'x' }) },
  { name: 'getDesk', argument: '{}' },
]

test('a foreign page, also under a name that was rebound to this computer, gets nothing out of the desk and changes nothing', async ({
  running,
  tryFrom,
}) => {
  test.setTimeout(180_000)
  const before = await running.desk.getDesk({})
  const tried = await tryFrom(Number(new URL(running.ready.api).port), running.ready.url)
  expect(tried.reduce((sum, { attempts }) => sum + attempts, 0)).toBeGreaterThanOrEqual(200)
  expect(tried.flatMap(({ read }) => read)).toEqual([])
  expect(await running.desk.getDesk({})).toEqual(before)
  expect(await running.desk.listMessages({})).toEqual({ ok: true, value: { messages: [] } })
})

test('control: a shell without our rules is read and used by the same page', async ({ tryFrom }) => {
  test.setTimeout(180_000)
  const open = await startOpenShell()
  const tried = await tryFrom(open.port, null)
  open.close()
  // Through the rebound name it is read; from elsewhere it is used, and not even read.
  expect(tried[3]?.read.length).toBeGreaterThan(5)
  for (const { name } of calls) expect(open.called.filter((each) => each === name).length).toBeGreaterThan(10)
})
