import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { eventually, freePort, root, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { pictureRun } from './picture-run.ts'

/**
 * `npm run screenshots`: the pictures of the README and docs, made with the real desk, a pretend Vonage and customers
 * who answer in every way. `npm run screenshots -- all` adds every size, theme and language, for looking at.
 */
const all = process.argv.includes('all')
const pictures = join(root, all ? 'test-results' : 'docs', 'pictures')
mkdirSync(pictures, { recursive: true })

const question = { questionId: 'delivery', fields: { weekday: 'Thursday' } }
const answers: { customer: string; text: string; order?: number[] }[] = [
  { customer: '447700900119', text: '1' },
  {
    customer: '447700900221',
    text: `If nobody is in leave it at number 14, ${'the grey door past the yard, '.repeat(7)}thanks`,
    order: [1, 3],
  },
  { customer: '447700900208', text: 'Can you come after 3? I’m at the hospital till then' },
  { customer: '447700900145', text: 'the day after is better' },
  { customer: '447700900133', text: 'STOP' },
  { customer: '447700900156', text: 'post office please' },
  { customer: '447700900109', text: '1' },
  { customer: '447700900251', text: '2，谢谢' },
  { customer: '447700900317', text: 'عايز التوصيل يوم الخميس' },
]

const executablePath = findBrowser()
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: browserArguments,
})

async function take(
  url: string,
  name: string,
  options: BrowserContextOptions,
  prepare?: (page: import('@playwright/test').Page) => Promise<void>,
) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.strip').waitFor()
  await prepare?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  await context.close()
  process.stdout.write(`${name}.png\n`)
}

/** What a person did about replies and failed texts, in every state that leaves; by what the live desk already shows. */
async function takeHandled() {
  const listed = await live.desk.listMessages({ limit: 100 })
  if (!listed.ok) throw new Error(listed.problem.text)
  const { messages } = listed.value
  const waiting = messages.filter(({ needsPerson }) => needsPerson)
  const settled = async (id: string, state: string) => {
    const found = await live.desk.listMessages({ limit: 50 })
    if (!found.ok || found.value.messages.find((each) => each.id === id)?.state !== state) throw new Error('not yet')
  }
  const answer = async (at: number, text: string, state: string) => {
    const reply = waiting[at]
    if (reply === undefined) throw new Error('no reply waits')
    const sent = await live.desk.sendSms({ submissionId: text, to: reply.customer, text, inReplyTo: reply.id })
    if (!sent.ok) throw new Error(sent.problem.text)
    await eventually(() => settled(sent.value.message.id, state))
  }
  await answer(
    0,
    'Yes, after 4. Ring twice, the driver waits five minutes and then goes on with the round.',
    'delivered',
  )
  await vonage.next({ receipts: [{ status: 'failed', afterMs: 10, errCode: '3' }] })
  await answer(1, 'Thursday it is. Sorry for the trouble.', 'failed')
  const filed = messages.find(({ because }) => because?.rule === 'option')
  await live.desk.fileReply({ submissionId: 'picture', messageId: filed?.id ?? '', option: '3' })
  await vonage.text({ from: '447700900188', text: 'is my order with you?', wait: true })
  await vonage.text({ from: '447700900188', text: 'hello??', wait: true })
  await live.desk.listMessages({ customer: '447700900188' }).then(async (found) => {
    for (const { id } of found.ok ? found.value.messages.slice(0, 1) : []) await live.desk.closeReply({ messageId: id })
  })
  const lost = await live.desk.listMessages({ only: 'failed' })
  const oldest = lost.ok ? lost.value.messages.at(-1) : undefined
  await live.desk.closeText({ messageId: oldest?.id ?? '' })
  for (const language of ['en', 'zh'] as const) {
    await live.desk.saveSettings({ language })
    for (const { suffix, options } of looks) {
      await take(live.ready.url, `handled.${language}${suffix}`, options)
      await take(live.ready.url, `handled-end.${language}${suffix}`, options, async (page) => {
        await page.locator('.log').evaluate((log) => log.scrollTo({ top: log.scrollHeight }))
        await page.waitForTimeout(300)
      })
      await take(live.ready.url, `failed.${language}${suffix}`, options, async (page) => {
        await page.locator('#tab-failed').click()
        await page.locator('.ev.lost .acts button').nth(1).click()
      })
    }
  }
}

const looks = all
  ? (['light', 'dark'] as const).flatMap((colorScheme) =>
      [
        { width: 1280, height: 800 },
        { width: 900, height: 600 },
      ].map((viewport) => ({ suffix: `-${colorScheme}-${viewport.width}`, options: { colorScheme, viewport } })),
    )
  : (['light', 'dark'] as const).map((colorScheme) => ({ suffix: `-${colorScheme}`, options: { colorScheme } }))

const practice = await startDeskProcess()
for (const { suffix, options } of looks) await take(practice.ready.url, `first-run${suffix}`, options)
await practice.desk.sendNotice({ submissionId: 'picture', to: '+44 7700 900001', ...question })
await eventually(async () => {
  const listed = await practice.desk.listMessages({})
  if (!listed.ok || !listed.value.messages.some(({ thanks }) => thanks?.state === 'delivered'))
    throw new Error('not yet')
})
for (const { suffix, options } of looks) await take(practice.ready.url, `practice${suffix}`, options)
if (all) {
  for (const { suffix, options } of looks) {
    await take(practice.ready.url, `phone${suffix}`, options, async (page) => {
      const sides = page.locator('.sides button')
      if ((await sides.count()) > 0) await sides.last().click()
    })
    await take(practice.ready.url, `setup-environment${suffix}`, options, async (page) => {
      await page.locator('.rail a[href="#setup"]').click()
    })
  }
  await practice.desk.saveSettings({ language: 'zh' })
  for (const { suffix, options } of looks) await take(practice.ready.url, `practice.zh${suffix}`, options)
}
await practice.end()

const vonage = await startPretendProcess('--retry-first-ms', '100')
// An address of the user's own, which the desk proves by asking it: here its own loopback port.
const port = await freePort()
const live = await startDeskProcess({
  ...vonage.env,
  DESK_WEBHOOK_PORT: `${port}`,
  DESK_PUBLIC_URL: `http://127.0.0.1:${port}`,
})
await vonage.link({ inbound: live.ready.inbound, receipts: live.ready.receipts })
for (const { suffix, options } of looks) await take(live.ready.url, `empty${suffix}`, options)
const send = (customer: string, more = {}) =>
  live.desk.sendNotice({ submissionId: crypto.randomUUID(), to: customer, ...question, ...more })
for (const { customer } of answers) await send(customer)
await eventually(async () => {
  const listed = await live.desk.listMessages({ limit: 50 })
  if (!listed.ok || listed.value.messages.some(({ state }) => state !== 'delivered')) throw new Error('not yet')
})
await vonage.next({ receipts: [{ status: 'failed', afterMs: 10, errCode: '3' }] })
await send('447700900172')
await vonage.next({ answer: 'reset', accept: true, receipts: 'none' })
await send('447700900190')
for (const answer of answers) {
  await vonage.text({
    from: answer.customer,
    text: answer.text,
    ...(answer.order === undefined ? {} : { order: answer.order }),
    wait: true,
  })
  await new Promise((resolve) => setTimeout(resolve, 1100)) // As in life, not all in one second.
}
await vonage.text({ from: '447700900119', text: 'ok thx', wait: true })
await eventually(async () => {
  const listed = await live.desk.listMessages({ limit: 50 })
  if (!listed.ok || !listed.value.messages.some(({ state }) => state === 'incomplete')) throw new Error('not yet')
}, 20_000)
for (const { suffix, options } of looks) {
  await take(live.ready.url, `feed${suffix}`, options)
  await take(live.ready.url, `setup${suffix}`, options, async (page) => {
    await page.locator('.rail a[href="#setup"]').click()
    // Proven by Vonage's answer, by a request that came back, by the link read back, by a reply.
    await page.locator('.st6').nth(2).locator('.st-do button').click()
    await page.locator('.st6.done .proofline').nth(3).waitFor()
  })
}
if (all)
  for (const { suffix, options } of looks)
    await take(live.ready.url, `opted-out${suffix}`, options, async (page) => {
      await page.locator('input[name=to]').fill('+44 7700 900133')
      await page.locator('.opted-out').waitFor()
      await page.locator('.form select').selectOption('')
      await page.locator('textarea').fill('It’s “your” parcel, Łukasz – we come at 8\u00a0am…')
    })
const runId = await pictureRun(live, vonage)
for (const { suffix, options } of looks)
  await take(live.ready.url, `board${suffix}`, options, async (page) => {
    await page.goto(`${live.ready.url.split('#')[0]}#runs/${runId}`)
    await page.locator('.head h1', { hasText: 'Wed 12, North' }).waitFor()
    await page.waitForTimeout(400)
  })
for (const { suffix, options } of looks)
  await take(live.ready.url, `inbox${suffix}`, options, async (page) => {
    await page.goto(`${live.ready.url.split('#')[0]}#inbox/447700900208`)
    await page.locator('.decide').waitFor()
  })
await live.desk.saveSettings({ language: 'zh' })
for (const { suffix, options } of looks) await take(live.ready.url, `feed.zh${suffix}`, options)
if (all) await takeHandled()
await live.end()
await vonage.end()
await browser.close()
