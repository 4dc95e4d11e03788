import { openSurprised, partsOf, type SurprisedDesk, stamp } from '../support/surprised-desk.ts'
import { byNight, inTheDark, isAccessible } from './accessible.ts'
import { expect, rowOf, test } from './desk-page.ts'

// What the window says of webhooks that are not as they should be.

let at: SurprisedDesk
test.beforeAll(async () => {
  at = await openSurprised()
})
test.afterAll(() => at.end())

const days = (count: number) => stamp(Date.now() - count * 86_400_000)

for (const colorScheme of ['light', 'dark'] as const)
  for (const language of ['en', 'zh'] as const)
    test(
      `the wrong switch in the dashboard and an odd time are said in words, ${colorScheme}, ${language}`,
      byNight(colorScheme === 'dark' || language === 'zh'),
      async ({ browser }) => {
        await at.desk.saveSettings({ language })
        const customer = at.newCustomer()
        await at.deliver({ message_uuid: crypto.randomUUID(), channel: 'sms', text: '2' }, 'POST-JSON')
        await at.deliver(at.text(customer, { text: 'an old one', 'message-timestamp': days(2) }))
        await at.deliver(at.text(customer, { text: 'a usual one' }))
        const context = await browser.newContext({
          viewport: { width: 900, height: 600 },
          colorScheme,
          reducedMotion: 'reduce',
        })
        const page = await context.newPage()
        await page.goto(at.running.ready.url)
        const notice = page.getByRole('alert').filter({ hasText: 'Messages API' })
        await expect(notice).toContainText('“SMS API”')
        await expect(notice).toContainText('API settings')
        // One sentence says it, not two.
        await expect(page.getByRole('alert')).toHaveCount(1 + Number((await at.state()).reach.state === 'unreachable'))
        const odd = language === 'zh' ? '时间异常' : 'Odd time'
        await expect(rowOf(page, 'an old one').first()).toContainText(odd)
        await expect(rowOf(page, 'a usual one').first()).not.toContainText(odd)
        await isAccessible(page)
        await inTheDark(page, () => isAccessible(page))
        await context.close()
      },
    )

test('the row of a text whose rest is missing says what becomes of texts to its customer, and of the whole what became of them', async ({
  browser,
}) => {
  test.setTimeout(90_000)
  await at.desk.saveSettings({ language: 'en' })
  const begun = [
    ['please don’t text me', ' before 9'],
    ['Stop texting me. I never asked for this', ', ever.'],
    ['I shall wait at the bus', ' stop.'],
  ].map((words, nth) => partsOf(at.text(at.newCustomer()), String(nth), words))
  const context = await browser.newContext({ viewport: { width: 1100, height: 700 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(at.running.ready.url)
  for (const [nth, parts] of begun.entries()) await at.deliver(parts[nth === 2 ? 1 : 0] ?? {})
  const row = (words: string) => rowOf(page, words).first()
  await expect(row('please don’t text me')).toContainText('may be a STOP, so this customer gets no texts', {
    timeout: 30_000,
  })
  await expect(row('Stop texting me.')).toContainText('ring them and ask for a START.')
  await expect(row('stop.')).toContainText('1 part has not come')
  await expect(row('…  stop.')).not.toContainText('STOP')
  await isAccessible(page)
  await inTheDark(page, () => isAccessible(page))
  await at.deliver(begun[0]?.[1] ?? {})
  await expect(row('please don’t text me before 9')).toContainText(
    'It is none: texts may go again, unless another STOP holds.',
  )
  await context.close()
})
