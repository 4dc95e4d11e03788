import type { Page } from '@playwright/test'
import type { Message } from '../../src/shared/message.ts'
import { ask } from '../support/ask.ts'
import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { test as base, expect, rowOf } from './desk-page.ts'
import { asKept, type HostileText } from './hostile-texts.ts'

export type Live = Awaited<ReturnType<typeof startDeskProcess>> & {
  /** One text over the wire, as JSON, which can say what no form can: half a surrogate pair, NUL. */
  hear: (fields: Record<string, string>) => Promise<void>
}

/** A live desk, since a customer's words come from the internet there. Nothing is signed, so that everything gets in. */
export const test = base.extend<{ live: Live }>({
  live: async ({ playwright: _ }, use) => {
    const vonage = await startPretendProcess()
    const running = await startDeskProcess(vonage.env)
    const hear: Live['hear'] = async (fields) => {
      const body = JSON.stringify({ msisdn: '447700900123', to: vonage.ready.number, ...fields })
      const { status } = await ask(running.ready.inbound, { method: 'POST', body })
      expect(status).toBe(200)
    }
    await use({ ...running, hear })
    await running.end()
    await vonage.end()
  },
})

/** Counts what runs and what the policy has to refuse, from now on. */
export const arm = (page: Page) =>
  page.evaluate(() => {
    const seen = { ran: 0, refused: 0 }
    Object.assign(window, { seen, tripwire: () => (seen.ran += 1) })
    document.addEventListener('securitypolicyviolation', () => {
      seen.refused += 1
    })
  })
export const tripped = (page: Page) =>
  page.evaluate(() => (window as unknown as { seen: { ran: number; refused: number } }).seen)

interface SeenRow {
  id: string
  /** As it is shown, with what is shown by name put back. */
  text: string
  /** Elements among a customer's words that are no shown character. */
  elements: string[]
  top: number
  bottom: number
  /** Left edge and width of each column, to the pixel. */
  columns: string
  /** Whether a part of it lies outside its row. */
  outside: boolean
}

/** What is on screen now. */
export const look = (page: Page): Promise<SeenRow[]> =>
  page.locator('.log').evaluate((log) =>
    [...log.querySelectorAll<HTMLElement>('.ev')].map((row) => {
      const said = row.querySelector('.said')
      const elements: string[] = []
      const text = [...(said?.childNodes ?? [])].map((node) => {
        if (node instanceof Text) return node.data
        if (node instanceof HTMLElement && node.className === 'ctl' && node.children.length === 0)
          return String.fromCodePoint(Number.parseInt((node.textContent ?? '').slice(2), 16))
        elements.push(node.nodeName)
        return ''
      })
      const box = row.getBoundingClientRect()
      const parts = ['time', '.dir', '.who', '.txt', '.st'].map((part) =>
        row.querySelector(part)?.getBoundingClientRect(),
      )
      return {
        id: row.dataset.row ?? '',
        text: text.join(''),
        elements,
        top: box.top,
        bottom: box.bottom,
        columns: parts.map((part) => `${Math.round(part?.left ?? 0)}+${Math.round(part?.width ?? 0)}`).join(' '),
        outside: [...row.querySelectorAll('*')].some((each) => {
          const part = each.getBoundingClientRect()
          const hidden = part.width <= 1 || part.height <= 1
          return !hidden && (part.left < box.left - 1 || part.right > box.right + 1 || part.bottom > box.bottom + 4)
        }),
      }
    }),
  )

/** Every row of the log, from the newest to the oldest, of so many at least. */
async function lookAtAll(page: Page, count: number): Promise<Map<string, SeenRow>> {
  const rows = new Map<string, SeenRow>()
  const log = page.locator('.log')
  for (let step = 0; step < 200 + count; step += 1) {
    // A row that has just come in sight finds its place once it has been measured.
    await expect(async () => {
      const seen = await look(page)
      const sorted = seen.toSorted((one, other) => one.top - other.top)
      for (const [index, row] of sorted.entries())
        expect((sorted[index + 1]?.top ?? Number.POSITIVE_INFINITY) - row.bottom, row.text).toBeGreaterThan(-1)
      for (const row of seen) rows.set(row.id, row)
    }).toPass({ intervals: [20, 50, 100], timeout: 10_000 })
    const before = await log.evaluate((each) => each.scrollTop)
    await log.evaluate((each) => each.scrollBy({ top: each.clientHeight * 0.8 }))
    if ((await log.evaluate((each) => each.scrollTop)) === before && rows.size >= count) break
  }
  return rows
}

async function listed({ desk }: Live): Promise<Message[]> {
  const all: Message[] = []
  for (;;) {
    const last = all.at(-1)
    const page = await desk.listMessages({ limit: 200, ...(last === undefined ? {} : { before: last.seq }) })
    if (!page.ok) throw new Error(page.problem.text)
    if (page.value.messages.length === 0) return all
    all.push(...page.value.messages)
  }
}

/**
 * Has a customer write all of these, and fails unless each is kept and shown as it came, nothing of it runs, nothing
 * moves beside it, and each is found by its word.
 */
export async function showAsTexts(page: Page, live: Live, texts: readonly HostileText[]): Promise<void> {
  await arm(page)
  await live.hear({ messageId: 'calm', text: 'a calm one' })
  await expect(rowOf(page, 'a calm one')).toBeVisible()
  const calm = (await look(page))[0]?.columns
  for (const { word, text } of texts) await live.hear({ messageId: word, text })
  await expect(rowOf(page, texts.at(-1)?.word ?? '')).toBeVisible()

  const rows = await lookAtAll(page, texts.length)
  const messages = await listed(live)
  expect(messages.map(({ providerIds }) => providerIds[0])).toEqual([
    ...texts.map(({ word }) => word).toReversed(),
    'calm',
  ])
  for (const message of messages.slice(0, -1)) {
    const sent = texts.find(({ word }) => word === message.providerIds[0])?.text ?? ''
    expect(message.text).toBe(asKept(sent))
    const row = rows.get(message.id)
    // A line end is a line end, however it was written.
    const whole = asKept(sent).replaceAll('\r\n', '\n')
    const shown = row?.text ?? 'not on screen'
    if (shown !== whole) {
      expect(shown.endsWith('…'), shown).toBe(true)
      expect(whole.startsWith(shown.slice(0, -1))).toBe(true)
      expect(shown.length > 590 || shown.split('\n').length >= 12, shown).toBe(true)
    }
    expect(row).toMatchObject({ elements: [], outside: false, columns: calm })
  }
  expect(await page.locator('.log').evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0)
  expect(await tripped(page)).toEqual({ ran: 0, refused: 0 })

  for (const { word } of texts) {
    const found = await live.desk.searchMessages({ query: word })
    expect(found.ok && found.value.messages.map(({ providerIds }) => providerIds[0]), word).toEqual([word])
  }
  await page.keyboard.press('Control+f')
  await page.keyboard.type(texts[0]?.word ?? '')
  await expect(page.locator('.ev')).toHaveCount(1)
  await expect(rowOf(page, '<script>')).toBeVisible()
  expect(await tripped(page)).toEqual({ ran: 0, refused: 0 })
}
