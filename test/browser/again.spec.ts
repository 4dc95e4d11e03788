import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { byNight, isAccessible } from './accessible.ts'
import { expect, rowOf, sendButton, silent, test } from './desk-page.ts'

/** A live desk with one text of which nothing is known. */
async function openLost() {
  const vonage = await startPretendProcess()
  await vonage.next({ answer: 'reset' })
  const live = await startDeskProcess(vonage.env)
  await live.desk.sendSms({ submissionId: 'first', to: silent.typed, text: 'On our way' })
  const receipt = async () => {
    const listed = await live.desk.listMessages({})
    const reference = listed.ok ? (listed.value.messages.at(-1)?.reference ?? '') : ''
    const about = { messageId: 'late', to: silent.msisdn, clientRef: reference, url: live.ready.receipts }
    await vonage.receipt({ ...about, status: 'delivered', wait: true })
  }
  const end = async () => {
    await live.end()
    await vonage.end()
  }
  return { url: live.ready.url, receipt, requests: async () => (await vonage.record()).requests, end }
}

test('a text sent again says so on both rows; one that has arrived meanwhile asks first', async ({ openAt }) => {
  const { url, receipt, requests, end } = await openLost()
  try {
    const page = await openAt(url)
    const rows = rowOf(page, 'On our way')
    const first = rows.last()
    await expect(first.locator('.mark')).toHaveText('Not known')
    await first.getByRole('button', { name: 'Text again…' }).click()
    await expect(page.getByText('It may arrive twice.')).toBeVisible()
    await receipt()
    await expect(first.locator('.mark')).toHaveText('Delivered')
    await sendButton(page).click()
    await expect(page.getByRole('form').getByRole('alert')).toContainText(
      'has been delivered meanwhile. Nothing was sent.',
    )
    expect(await requests()).toHaveLength(1)
    await isAccessible(page)
    await page.getByRole('button', { name: 'Send it all the same' }).click()
    await expect(rows).toHaveCount(2)
    await expect(first).toContainText(/Texted again \d\d:\d\d/)
    await expect(rows.first()).toContainText(/Again, first tried \d\d:\d\d/)
    await expect.poll(requests).toHaveLength(2)
    await isAccessible(page)
  } finally {
    await end()
  }
})

test(
  'in Chinese too it says that it may arrive twice, and the row that was sent again needs nobody',
  byNight(true),
  async ({ openAt }) => {
    const { url, end } = await openLost()
    try {
      const page = await openAt(url, { locale: 'zh-CN' })
      const rows = rowOf(page, 'On our way')
      await rows.last().getByRole('button', { name: '再发一次…' }).click()
      await expect(page.getByText('可能会送达两次。')).toBeVisible()
      await page.getByRole('button', { name: /^发给/ }).click()
      await expect(rows.last()).toContainText(/已再次发送 \d\d:\d\d/)
      await expect(rows.last().getByRole('button', { name: '再发一次…' })).toHaveCount(0)
      await expect(rows.first()).toContainText(/再次发送，首次于 \d\d:\d\d/)
      await isAccessible(page)
    } finally {
      await end()
    }
  },
)
