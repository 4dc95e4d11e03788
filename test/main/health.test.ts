import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { checkEverything } from '../../src/main/health.ts'
import type { RecordsAsked } from '../../src/main/store/records-asked.ts'
import { checksInChinese } from '../../src/renderer/words/checks.ts'
import type { DeskState } from '../../src/shared/desk-state.ts'
import { refused } from '../../src/shared/result.ts'
import type { CheckPart } from '../../src/shared/setup.ts'

/** What the check says of one part. */
async function look(
  part: CheckPart,
  { requests = null, asked = null }: { requests?: DeskState['requests']; asked?: RecordsAsked | null },
) {
  const state = { mode: 'practice', requests, reach: {}, counts: {} } as DeskState
  const not = async () => refused('not-here', 'Not here.')
  const needs = { state, dataDir: tmpdir(), balance: not, link: not, prove: not, newestBackup: async () => null }
  const checks = await checkEverything({ ...needs, recordsAsked: async () => asked, now: Date.now })
  return checks.find((check) => check.part === part)
}
const month = '2026-11'

test.each([
  { requests: null, verdict: 'unused', code: 'requests-none', figures: {} },
  {
    requests: { month, count: 90_000, quota: null, used: null },
    verdict: 'fine',
    code: 'requests-paid',
    figures: { count: 90_000 },
  },
  {
    requests: { month, count: 7, quota: 20_000, used: null },
    verdict: 'fine',
    code: 'requests-fine',
    figures: { count: 7, quota: 20_000 },
  },
  {
    requests: { month, count: 10_001, quota: 20_000, used: 'half' },
    verdict: 'look',
    code: 'requests-half',
    figures: { count: 10_001, quota: 20_000 },
  },
  {
    requests: { month, count: 16_001, quota: 20_000, used: 'most' },
    verdict: 'look',
    code: 'requests-most',
    figures: { count: 16_001, quota: 20_000 },
  },
] as const)(
  'the check of everything names the month’s requests: $code',
  async ({ requests, verdict, code, figures }) => {
    const seen = await look('requests', { requests })
    expect(seen).toMatchObject({ verdict, code, figures })
    for (const figure of Object.values(figures)) expect(seen?.text).toContain(String(figure))
    for (const figure of Object.keys(figures)) expect(checksInChinese[code]).toContain(`{{${figure}}}`)
  },
)

test.each([
  { asked: null, verdict: 'unused', code: 'records-practice', figures: {} },
  { asked: { records: 0, price: 0 }, verdict: 'fine', code: 'records-fine', figures: { records: 0 } },
  // As summed up: the provider tells a price of four decimals a page.
  {
    asked: { records: 1204, price: 0.48159999999999997 },
    verdict: 'fine',
    code: 'records-priced',
    figures: { records: 1204, price: '0.48' },
  },
  {
    asked: { records: 3, price: 0.0012 },
    verdict: 'fine',
    code: 'records-priced',
    figures: { records: 3, price: '0.0012' },
  },
] as const)('and what Vonage’s records cost this month: $code', async ({ asked, verdict, code, figures }) => {
  const seen = await look('records', { asked })
  expect(seen).toMatchObject({ verdict, code, figures })
  for (const figure of Object.values(figures)) expect(seen?.text).toContain(String(figure))
  for (const figure of Object.keys(figures)) expect(checksInChinese[code]).toContain(`{{${figure}}}`)
})
