import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { type DeskProcess, startDeskProcess } from '../support/processes.ts'

/** Mia Jansen, who answers "2 pls" after 1.2 s. */
export const mia = { typed: '+44 7700 900001', msisdn: '447700900001', name: 'Mia Jansen' }

/** A customer outside of the cast: says nothing by herself. */
export const silent = { typed: '07700 900150', msisdn: '447700900150', shown: '+44 7700 900150' }

/**
 * The real desk in a process of its own on a fresh data folder, in practice mode, and its page in an ordinary browser.
 * `open` opens one more window on the same desk, `openAt` one on a desk that the test has started itself. Nothing may go
 * wrong unseen: an error on a page fails the test. Nothing moves: a row that is still fading in has no contrast yet.
 */
export const test = base.extend<{
  running: DeskProcess
  open: (options?: BrowserContextOptions) => Promise<Page>
  openAt: (url: string, options?: BrowserContextOptions) => Promise<Page>
}>({
  // A worker's option, but the browser is found without asking anybody.
  launchOptions: [
    async ({ playwright: _ }, use) => {
      const executablePath = findBrowser()
      await use({ ...(executablePath === null ? {} : { executablePath }), args: browserArguments })
    },
    { scope: 'worker' },
  ],
  running: async ({ playwright: _ }, use) => {
    const running = await startDeskProcess()
    await use(running)
    await running.end()
  },
  open: async ({ running, openAt }, use) => use((options) => openAt(running.ready.url, options)),
  openAt: async ({ browser }, use) => {
    const errors: string[] = []
    const contexts: { close(): Promise<void> }[] = []
    const usual = { viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' } as const
    await use(async (url, options) => {
      const context = await browser.newContext({ ...usual, ...options })
      contexts.push(context)
      const page = await context.newPage()
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (line) => {
        // What a test cuts off itself is no error of the page's.
        if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) errors.push(line.text())
      })
      await page.goto(url)
      await expect(page.locator('.strip, .repair')).toBeVisible()
      return page
    })
    for (const context of contexts) await context.close()
    expect(errors).toEqual([])
  },
})

export { expect }

/** The texts that went to a customer, as the desk's own record has them. */
export async function sentTo({ desk }: DeskProcess, customer: string): Promise<string[]> {
  const answer = await desk.listMessages({ customer, direction: 'outbound' })
  if (!answer.ok) throw new Error(answer.problem.text)
  return answer.value.messages.filter((message) => message.kind !== 'thanks').map((message) => message.text)
}

/** A customer texts us; resolves once the desk has it. */
export async function reply({ desk }: DeskProcess, customer: string, text: string): Promise<void> {
  const answer = await desk.playCustomer({ customer, text })
  if (!answer.ok) throw new Error(answer.problem.text)
}

export const rowOf = (page: Page, text: string) => page.locator('.ev').filter({ hasText: text })
export const sendButton = (page: Page) => page.getByRole('button', { name: /^Send( to .*)?$/ })
export const toField = (page: Page) => page.getByLabel('To', { exact: true })
