import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { codes, places } from '../../../src/main/log/codes.ts'
import { type LogEvent, logEvents } from '../../../src/main/log/events.ts'
import { openLog } from '../../../src/main/log/log.ts'
import { freshFolder } from '../../support/store.ts'

type Line = Record<string, string | number>

function open(over: { clock?: () => number; dataDir?: string } = {}) {
  const dataDir = over.dataDir ?? freshFolder('log')
  const log = openLog({ dataDir, now: () => Date.UTC(2026, 10, 22, 10), ...over })
  const text = () => readFileSync(log.path, 'utf8')
  const lines = async (): Promise<Line[]> => {
    await log.close()
    return text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
  }
  return { log, dataDir, text, lines }
}

test('an event is a line with its time, and the fields of its table in a form that gives nothing away', async () => {
  const { log, lines, dataDir } = open()
  log.say('replyStored', {
    customer: '447700900123',
    length: 'I moved house',
    rule: 'option',
    option: '2',
    how: 'webhook',
  })
  log.say('textTaken', { reference: `d1-${'a'.repeat(37)}`, attempts: 1, parts: null, ms: 12.6 })
  log.say('unexpected', { what: 'send', error: new RangeError('447700900123'), code: new RangeError('x') })
  log.say('storeTrouble', { code: Object.assign(new Error('x'), { code: 'SQLITE_FULL' }) })
  log.say('settingsSaved')
  const time = '2026-11-22T10:00:00.000Z'
  expect(await lines()).toEqual([
    {
      level: 'info',
      time,
      event: 'replyStored',
      customer: expect.stringMatching(/^[a-p]{8}-23$/),
      length: 13,
      rule: 'option',
      option: '2',
      how: 'webhook',
    },
    { level: 'info', time, event: 'textTaken', reference: 'd1-aaaaa', attempts: 1, ms: 13 },
    { level: 'error', time, event: 'unexpected', what: 'send', error: 'RangeError', code: 'other' },
    { level: 'error', time, event: 'storeTrouble', code: 'SQLITE_FULL' },
    { level: 'info', time, event: 'settingsSaved' },
  ])
  const rights = (path: string) => (statSync(join(dataDir, path)).mode & 0o777).toString(8)
  expect(['logs', 'logs/desk.log', 'log.key'].map(rights)).toEqual(['700', '600', '600'])
})

test('nothing but the table compiles', () => {
  const { log } = open()
  const ok = { customer: '447700900123', length: 'x', kind: 'text' } as const
  log.say('textQueued', ok)
  // @ts-expect-error: there is no such event
  log.say('textSent', ok)
  // @ts-expect-error: no event has a field for words
  log.say('textQueued', { ...ok, text: 'I moved house' })
  // @ts-expect-error: a list of values is all the values there are
  log.say('textQueued', { ...ok, kind: 'I moved house' })
  // @ts-expect-error: none may be left out
  log.say('textQueued', { customer: '447700900123' })
  // @ts-expect-error: an event without fields takes none
  log.say('settingsSaved', { helpText: 'x' })
})

const hostile: unknown[] = [
  '447700900123',
  '+44 7700 900123',
  'I moved house',
  'house',
  'HOUSE',
  'House',
  'moved-house',
  'error: Basic QWxhZGRpbjpPcGVuU2VzYW1l',
  'Secret123!',
  { customer: '447700900123' },
  ['447700900123'],
  new Error('447700900123'),
  Object.assign(new Error('x'), { code: '447700900123', name: 'I moved house' }),
  Object.defineProperty(new Error('x'), 'code', {
    get: () => {
      throw new Error('447700900123')
    },
  }),
  447_700_900_123,
  Number.NaN,
  true,
  Symbol('447700900123'),
]

test.each(Object.keys(logEvents) as LogEvent[])(
  '%s: whatever is put into its fields, nothing of it comes out',
  async (event) => {
    const { log, lines, text } = open({ clock: () => 0 })
    const say = log.say as (event: LogEvent, fields: object) => void
    for (const value of hostile)
      say(event, Object.fromEntries([...Object.keys(logEvents[event].fields), 'extra'].map((name) => [name, value])))
    for (const line of await lines()) expect(Object.keys(line)).not.toContain('extra')
    expect(text()).not.toMatch(/900123|moved|house|Basic|QWxh|Secret123|447700/)
  },
)

test('a customer has one name over restarts, another in another folder, and every customer a name of their own', async () => {
  const name = async (dataDir: string, customer: string) => {
    const { log, lines } = open({ dataDir })
    log.say('textQueued', { customer, length: '', kind: 'text' })
    return (await lines()).at(-1)?.customer
  }
  const [one, other] = [freshFolder('log'), freshFolder('log')]
  const first = await name(one, '447700900123')
  expect(await name(one, '447700900123')).toBe(first)
  expect(await name(one, '447700900223')).not.toBe(first)
  expect(await name(other, '447700900123')).not.toBe(first)
  expect(await name(one, 'SHOP')).toMatch(/^[a-p]{8}$/)
})

describe('a flood', () => {
  test('leaves some lines and then a count, and each reason of a refusal has its own', async () => {
    let clock = 0
    const { log, lines } = open({ clock: () => clock })
    for (let reply = 0; reply < 1000; reply += 1) log.say('replyRepeated')
    for (let webhook = 0; webhook < 500; webhook += 1) log.say('webhookRefused', { why: 'signature' })
    log.say('webhookRefused', { why: 'rate' })
    clock = 61_000
    const written = await lines()
    expect(written.filter(({ event }) => event === 'replyRepeated')).toHaveLength(21)
    expect(written.filter(({ times }) => times !== undefined)).toMatchObject([
      { event: 'replyRepeated', times: 980 },
      { event: 'webhookRefused', why: 'signature', times: 499 },
    ])
    expect(written.filter(({ why }) => why === 'rate')).toHaveLength(1)
  })

  test('asks for no fields of what is not written', async () => {
    const { log, lines } = open({ clock: () => 0 })
    let asked = 0
    const find = async () => {
      asked += 1
      return { customer: '447700900123', length: 'x', rule: 'none', option: null, how: 'webhook' } as const
    }
    for (let reply = 0; reply < 500; reply += 1) log.say('replyStored', find)
    expect(asked).toBe(20)
    expect((await lines()).map(({ times }) => times ?? 1).reduce((sum, times) => Number(sum) + Number(times))).toBe(500)
  })

  test('fields that cannot be found cost the fields, not the line', async () => {
    const { log, lines } = open()
    log.say('replyStored', () => Promise.reject(new Error('closing')))
    expect(await lines()).toMatchObject([{ event: 'replyStored' }])
  })
})

test('a log that cannot be written is no trouble to anybody', async () => {
  const dataDir = freshFolder('log')
  mkdirSync(join(dataDir, 'logs', 'desk.log'), { recursive: true })
  mkdirSync(join(dataDir, 'log.key'))
  const log = openLog({ dataDir })
  log.say('textQueued', { customer: '447700900123', length: '', kind: 'text' })
  await log.close()
  log.say('settingsSaved')
  expect(readdirSync(join(dataDir, 'logs', 'desk.log'))).toEqual([])
})

describe('the page about the log', () => {
  const page = readFileSync(new URL('../../../docs/logs.md', import.meta.url), 'utf8')
  const rows = new Map(
    [...page.matchAll(/^\| `(\w+)` \| (.*?) ?\| (.+) \|$/gm)].map(([, event = '', fields = '']) => [
      event,
      [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field),
    ]),
  )
  test('has a row for every event, in its order, with its fields', () => {
    const table = Object.entries(logEvents).map(([event, { fields }]) => [event, Object.keys(fields)])
    expect([...rows]).toEqual(table)
  })
  test('names every reason for which a webhook is refused', () => {
    for (const why of logEvents.webhookRefused.fields.why) expect(page).toContain(`\`${why}\``)
  })
})

test('every code and place of ours is one that the log writes down', () => {
  const src = fileURLToPath(new URL('../../../src', import.meta.url))
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(main|shared)\/.*\.ts$/.test(path) && !/\/(practice|log)\//.test(path))
    .map((path) => readFileSync(join(src, path), 'utf8'))
  const found = (pattern: RegExp) => sources.flatMap((source) => [...source.matchAll(pattern)].map(([, it = '']) => it))
  const said = found(/\b(?:unexpected|fail)\(\s*'([^']+)', error\)/g)
  expect(said.length).toBeGreaterThan(15)
  expect(said.filter((what) => !places.has(what))).toEqual([])
  const given = found(/(?:\b(?:refused|unknown|StoreUnusable)\(\s*|\bcode: )'([a-z][a-z-]+)'/g)
  expect(given.length).toBeGreaterThan(50)
  // Of the store's own trouble the log is told otherwise.
  expect(given.filter((code) => !codes.has(code) && code !== 'store-trouble')).toEqual([])
})
