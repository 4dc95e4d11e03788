import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './launch.ts'

interface Seen {
  asked: string[]
  opened: string[]
}

test('a link is opened once a person has agreed, and the dialog names its whole host', async ({
  shared: { app, page },
}) => {
  const seen = await watchDesktop(app, { agree: true })
  const answer = await page.evaluate(() => window.desk.openLink({ url: 'https://www.example.com:8443/a?b' }))
  expect(answer).toEqual({ ok: true, value: { opened: true } })
  expect(await seen()).toMatchObject({ opened: ['https://www.example.com:8443/a?b'] })
  expect((await seen()).asked.join()).toContain('www.example.com:8443')
})

test('a link is not opened when the person cancels', async ({ shared: { app, page } }) => {
  const seen = await watchDesktop(app, { agree: false })
  const answer = await page.evaluate(() => window.desk.openLink({ url: 'https://example.com/' }))
  expect(answer).toEqual({ ok: true, value: { opened: false } })
  expect((await seen()).opened).toEqual([])
})

test('a number is rung once a person has agreed, and the dialog names it', async ({ shared: { app, page } }) => {
  const seen = await watchDesktop(app, { agree: true })
  const answer = await page.evaluate(() => window.desk.openLink({ url: 'tel:+447700900123' }))
  expect(answer).toEqual({ ok: true, value: { opened: true } })
  expect(await seen()).toEqual({ asked: ['Ring +447700900123?'], opened: ['tel:+447700900123'] })
  await page.evaluate(async () => {
    await window.desk.saveSettings({ language: 'zh' })
    await window.desk.openLink({ url: 'tel:+447700900123' })
    await window.desk.saveSettings({ language: 'en' })
  })
  expect((await seen()).asked).toEqual(['Ring +447700900123?', '拨打 +447700900123 吗？'])
})

const noLinks = [
  'http://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:',
  'tel:*21*447700900123%23',
  'https://a@b.example/',
  'desk://app/',
  '',
] as const

test('nobody is even asked about what is no link', async ({ shared: { app, page } }) => {
  const seen = await watchDesktop(app, { agree: true })
  for (const url of noLinks)
    await test.step(url, async () => {
      const answer = await page.evaluate((link) => window.desk.openLink({ url: link }), url)
      expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-link' } })
      expect(await seen()).toEqual({ asked: [], opened: [] })
    })
})

/** Puts a person at the desktop, who agrees or not. @returns what they were asked, and what was opened */
async function watchDesktop(app: ElectronApplication, person: { agree: boolean }): Promise<() => Promise<Seen>> {
  await app.evaluate(({ dialog, shell }, { agree }) => {
    const seen: Seen = { asked: [], opened: [] }
    Object.assign(globalThis, { seen })
    const ask = async (...args: unknown[]) => {
      const { message, cancelId } = args.at(-1) as { message: string; cancelId: number }
      seen.asked.push(message)
      return { response: agree ? 0 : cancelId, checkboxChecked: false }
    }
    dialog.showMessageBox = ask
    shell.openExternal = async (url) => {
      seen.opened.push(url)
    }
  }, person)
  return () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
}
