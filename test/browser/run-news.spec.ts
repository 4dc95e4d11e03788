import { startDeskProcess } from '../support/processes.ts'
import { isLegible } from './accessible.ts'
import { expect, test } from './desk-page.ts'

const list = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `+44 7700 9${10_000 + from + index}`)

test('a run that was cut short says so on the first screen, and leads to where it goes on', async ({
  openAt,
  running,
}) => {
  test.setTimeout(90_000)
  const rows = list(0, 400).map((to) => ({ to, name: 'Customer', fields: { weekday: 'Thursday' } }))
  await running.desk.createRun({ submissionId: 'cut', name: 'Wed 25, North', questionId: 'delivery', rows })
  await expect
    .poll(async () => (await running.desk.listRuns({})) as unknown, { timeout: 30_000 })
    .toMatchObject({ value: { runs: [{ state: 'sending' }] } })
  await running.end('SIGKILL')
  const again = await startDeskProcess({ DESK_DATA_DIR: running.folder })
  const page = await openAt(again.ready.url)
  await expect(page.getByRole('alert')).toContainText(
    /Wed 25, North Paused: the desk was closed meanwhile\. \d+ sent, \d+ not sent\. Go on\?/,
  )
  await expect(page.locator('.rail .badge')).toContainText('1 run is paused')
  await isLegible(page)
  // A text of it that is held leads to it, and so does the strip.
  const row = page.locator('.ev').filter({ hasText: 'its run is paused' }).first()
  await expect(row.getByRole('link', { name: 'Look at the run' })).toHaveAttribute('href', '#runs/run1')
  const strip = page
    .locator('.strip')
    .getByRole('link', { name: /^Wed 25, North paused, \d+ not sent · Go on\? ?, opens the run$/ })
  for (const width of [900, 720]) {
    await page.setViewportSize({ width, height: 600 })
    // Nothing of it stands on its neighbour, or reaches out of the window.
    const edges = await page.locator('.strip > *, .strip .run-news > span').evaluateAll((all) =>
      all.map((each) => {
        const { left, right } = each.getBoundingClientRect()
        const inside = each.parentElement?.getBoundingClientRect().right ?? innerWidth
        return { left, right, next: each.nextElementSibling?.getBoundingClientRect().left ?? inside }
      }),
    )
    for (const { left, right, next } of edges) expect([left >= 0, right <= next + 1], `${width}`).toEqual([true, true])
  }
  await strip.press('Enter')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(
    page
      .locator('.strip')
      .getByRole('link', { name: /^Wed 25, North \d+ of 400 sent, \d+ answered ?, opens the run$/ }),
  ).toBeVisible()
  await expect(page.locator('.rail .badge')).toHaveCount(0)
  await again.end()
})

test('taken back, the list is there again as it was, and whoever is on another is said to be', async ({
  open,
  running,
}) => {
  const page = await open()
  const url = running.ready.url.split('#')[0]
  const paste = async (numbers: string[]) => {
    await page.locator('.rows-in textarea').fill(numbers.join('\n'))
    await page.locator('.rows-in .btn.primary').click()
    await expect(page.locator('.row-line').first()).toBeVisible()
  }
  await page.goto(`${url}#runs/new`)
  await paste(list(0, 3))
  await page.locator('#run-name').fill('Thu 26, South')
  await page.locator('[data-place="2"]').getByRole('button', { name: 'Leave out' }).click()
  await page.locator('.send-bar button[type=submit]').click()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await expect(page.locator('#run-name')).toHaveValue('Thu 26, South')
  await expect(page.locator('[data-place="2"]')).toContainText('Left out by you')
  // Nobody of it waits for an answer, or for another run.
  await expect(page.locator('[data-place="1"]')).toContainText('Ready')
  await page.locator('.send-bar button[type=submit]').click()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.goto(`${url}#runs/new`)
  await paste(list(0, 1))
  await expect(page.locator('[data-place="1"]')).toContainText(
    'Is on the list of the run “Thu 26, South”, not sent to yet',
  )
})
