import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import type { DeskProcess } from '../support/processes.ts'
import { test as base, expect } from './desk-page.ts'
import { startForeignServer, startOpenShell, type Tried, tryEverything } from './foreign-page.ts'

interface Call {
  name: string
  argument: string
}

/** What a foreign page asks for, each in every way there is. */
export const calls: readonly Call[] = [
  {
    name: 'sendSms',
    argument: JSON.stringify({ submissionId: 'foreign', to: '+44 7700 900555', text: 'from a foreign page' }),
  },
  { name: 'stopSending', argument: '{}' },
  { name: 'saveSettings', argument: JSON.stringify({ theme: 'dark', helpText: 'x' }) },
  { name: 'getDesk', argument: '{}' },
]

interface Attempts {
  port: number
  /** Where the person has the desk open in the same browser; null: nowhere. */
  openAt: string | null
  calls: readonly Call[]
}
type TryFrom = (attempts: Attempts) => Promise<Tried[]>

/** A browser for which a foreign name means this computer, as after DNS was rebound. */
export const test = base.extend<{ tryFrom: TryFrom }>({
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
    await use(async ({ port, openAt, calls }) => {
      const context = await browser.newContext()
      if (openAt !== null) {
        // The person has the desk open in the same browser, so the cookie is there for whoever can make it be sent.
        const own = await context.newPage()
        await own.goto(openAt)
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
        seen.push(await page.evaluate(tryEverything, { base, calls: [...calls] }))
        await page.close()
      }
      await context.close()
      return seen
    })
    foreign.close()
    await browser.close()
  },
})

/** Fails when one of at least so many attempts on this desk got an answer or changed anything. */
export async function getNothing(
  running: DeskProcess,
  tryFrom: TryFrom,
  of: readonly Call[],
  least: number,
): Promise<void> {
  const before = await running.desk.getDesk({})
  const port = Number(new URL(running.ready.api).port)
  const tried = await tryFrom({ port, openAt: running.ready.url, calls: of })
  expect(tried.reduce((sum, { attempts }) => sum + attempts, 0)).toBeGreaterThanOrEqual(least)
  expect(tried.flatMap(({ read }) => read)).toEqual([])
  expect(await running.desk.getDesk({})).toEqual(before)
  expect(await running.desk.listMessages({})).toEqual({ ok: true, value: { messages: [] } })
}

/** Fails unless the same attempts read a shell without our rules, and use it. */
export async function getAll(tryFrom: TryFrom, of: readonly Call[]): Promise<void> {
  const open = await startOpenShell()
  const tried = await tryFrom({ port: open.port, openAt: null, calls: of })
  open.close()
  // Through the rebound name it is read; from elsewhere it is used, and not even read.
  expect(tried[3]?.read.length).toBeGreaterThan(of.length)
  for (const { name } of of) expect(open.called.filter((each) => each === name).length).toBeGreaterThan(10)
}
