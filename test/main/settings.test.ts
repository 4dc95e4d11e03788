import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openSettings } from '../../src/main/settings.ts'
import { freshSettings, settingsVersion } from '../../src/main/settings-file.ts'
import { perSecondOf } from '../../src/shared/sending-rate.ts'
import { freshFolder } from '../support/store.ts'

let folder: string
let said: unknown[]
beforeEach(() => {
  folder = freshFolder()
  said = []
})

const path = () => join(folder, 'settings.json')
const now = Date.parse('2026-11-29T12:00:00.123Z')
const aside = 'settings.damaged-20261129T120000123Z.json'
const open = () =>
  openSettings({
    dataDir: folder,
    now: () => now,
    log: { say: (event, ...[fields]) => void said.push([event, fields]) },
  })
const put = (text: string) => writeFileSync(path(), text)
const inFile = () => JSON.parse(readFileSync(path(), 'utf8'))
const link = {
  number: '447700900001',
  computer: 'depot',
  ours: ['https://desk.example/hook'],
  linkedAt: '2026-11-29T06:00:00.000Z',
  before: 'https://old.example/sms',
  othersLost: false,
}
const hashOf = (number: string) => createHash('sha256').update(number).digest('base64url')
const chosen = {
  country: 'DE',
  theme: 'dark',
  textsPerSecond: 7,
  usLongTextsPerSecond: 3,
  mode: 'practice',
  links: [{ ...link, number: hashOf(link.number) }],
}

test('without a file the usual settings hold, none is written, and nothing is the matter', () => {
  const settings = open()
  expect(settings.get()).toEqual(freshSettings)
  expect(settings.trouble()).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('what was saved is there at the next start, with the version', () => {
  const settings = open()
  expect(settings.save({ theme: 'dark', helpText: 'Ring us.' })).toEqual({ ok: true, value: null })
  settings.keepMode('practice')
  settings.links.keep(link)
  settings.links.keep({ ...link, number: '447700900002' })
  const columns = { list: ['mobile', 'name'], phones: ['mobile'], name: 'name', fields: [] }
  expect(settings.lists.keep({ ...columns, name: null }).ok && settings.lists.keep(columns).ok).toBe(true)
  const later = open()
  expect(later.get()).toEqual({ ...freshSettings, theme: 'dark', helpText: 'Ring us.' })
  expect(later.lists.all()).toEqual([columns])
  expect([later.mode(), later.links.of(link.number)]).toEqual(['practice', link])
  expect(later.links.of('447700900002')?.before).toBe(link.before)
  later.links.forget('447700900002')
  expect([later.links.of('447700900002'), later.links.of(link.number)]).toEqual([null, link])
  expect(inFile().version).toBe(settingsVersion)
})

test('a file from before files had a version is read whole', () => {
  put(JSON.stringify(chosen))
  const settings = open()
  expect(settings.get()).toEqual({
    ...freshSettings,
    country: 'DE',
    theme: 'dark',
    textsPerSecond: 7,
    usLongTextsPerSecond: 3,
  })
  expect([settings.mode(), settings.links.of(link.number), settings.trouble()]).toEqual(['practice', link, null])
})

test.each([
  { label: 'before files had a version', old: { textsPerSecond: 10 } },
  { label: 'version 1', old: { version: 1, textsPerSecond: 10 } },
])('a file of $label: what one value said of account and US long number is kept of both, once', ({ old }) => {
  put(JSON.stringify(old))
  expect(perSecondOf(open().get(), '12025550100')).toBe(10)
  // Since then it says so of the account alone.
  expect(open().save({ usLongTextsPerSecond: null }).ok).toBe(true)
  expect(open().save({ textsPerSecond: 20 }).ok).toBe(true)
  expect(perSecondOf(open().get(), '12025550100')).toBe(1)
  expect(perSecondOf(open().get(), null)).toBe(20)
})

test.each([
  { label: 'a file that has both', file: { version: 1, textsPerSecond: 60, usLongTextsPerSecond: 5 }, us: 5 },
  { label: 'a file that says nothing of it', file: { version: 1, textsPerSecond: null }, us: 1 },
  { label: 'a file of this version', file: { version: settingsVersion, textsPerSecond: 10 }, us: 1 },
])('control: $label is read as it is', ({ file, us }) => {
  put(JSON.stringify(file))
  expect(perSecondOf(open().get(), '12025550100')).toBe(us)
  expect(open().trouble()).toBeNull()
})

test('a mark at the beginning, as Windows’ editor sets it, is no damage, and the file can be saved', () => {
  put(`\uFEFF${JSON.stringify(chosen)}`)
  const settings = open()
  expect([settings.get().country, settings.trouble()]).toEqual(['DE', null])
  expect(settings.save({ theme: 'light' }).ok).toBe(true)
  expect(inFile()).toMatchObject({ ...chosen, theme: 'light' })
})

test.each([
  { label: 'garbage', text: '\u0000\u0001 no settings at all' },
  { label: 'half a JSON', text: JSON.stringify(chosen).slice(0, 40) },
  { label: 'nothing', text: '' },
  { label: 'a list', text: '[1,2]' },
  { label: 'a word', text: '"dark"' },
])('$label is set aside as it was, and said until settings are saved anew, over a start too', ({ text }) => {
  put(text)
  const settings = open()
  expect(settings.get()).toEqual(freshSettings)
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(text)
  const { code, text: sentence } = settings.trouble() ?? { code: '', text: '' }
  expect(code).toBe('settings-set-aside')
  expect(sentence).toContain(aside)
  expect(sentence).toContain('replies went before')
  expect(said).toEqual([['settingsTrouble', { code: 'settings-set-aside' }]])

  const again = open()
  expect(again.trouble()).toEqual(settings.trouble())
  again.keepMode('practice')
  expect(again.trouble()).not.toBeNull()
  expect(again.save({}).ok).toBe(true)
  expect(again.trouble()).toBeNull()
  expect(open().trouble()).toBeNull()
  expect(open().mode()).toBe('practice')
  expect(readdirSync(folder).toSorted()).toEqual([aside, 'settings.json'])
})

test.each([
  { key: 'country', value: 'Germany' },
  { key: 'language', value: 'fr' },
  { key: 'theme', value: 1 },
  { key: 'textsPerSecond', value: -3 },
  { key: 'usLongTextsPerSecond', value: 0 },
  { key: 'providerAnswers', value: 'yes' },
  { key: 'helpText', value: 'x'.repeat(481) },
  { key: 'confirmStop', value: null },
  { key: 'quietHours', value: { from: '21:00', to: '24:00' } },
  { key: 'quietHours', value: { from: '21:00', to: '21:00' } },
  { key: 'closeToTray', value: 'always' },
  { key: 'ngrokPlan', value: 'unlimited' },
  { key: 'mode', value: 'rehearsal' },
  { key: 'links', value: [{ number: 5 }] },
] as const)('a bad $key costs none of the others, and is said until settings are saved anew', ({ key, value }) => {
  put(JSON.stringify({ ...chosen, language: 'zh', confirmStop: true, [key]: value }))
  const settings = open()
  const good = {
    ...freshSettings,
    country: 'DE',
    theme: 'dark',
    textsPerSecond: 7,
    usLongTextsPerSecond: 3,
    language: 'zh',
    confirmStop: true,
    mode: 'practice',
    links: link,
  }
  const fresh = { ...freshSettings, mode: null, links: null }
  expect({ ...settings.get(), mode: settings.mode(), links: settings.links.of(link.number) }).toEqual({
    ...good,
    [key]: fresh[key],
  })
  expect(settings.trouble()).toMatchObject({ code: 'settings-values-lost', text: expect.stringContaining(`(${key})`) })
  expect(settings.trouble()?.text.includes('replies went before')).toBe(key === 'links')
  expect(inFile()[key]).toEqual(value)

  expect(settings.save({}).ok).toBe(true)
  expect(settings.trouble()).toBeNull()
  expect(inFile()[key]).toEqual(key === 'links' ? [] : fresh[key])
  expect(open().trouble()).toBeNull()
})

test('of a file of a later version all is kept that only that one knows', () => {
  const later = { ...chosen, version: settingsVersion + 1, theme: 'sepia', sounds: { reply: 'bell' } }
  put(JSON.stringify(later))
  const settings = open()
  expect(settings.get()).toEqual({ ...freshSettings, country: 'DE', textsPerSecond: 7, usLongTextsPerSecond: 3 })
  expect(settings.trouble()).toBeNull()
  expect(settings.save({ country: 'FR' }).ok).toBe(true)
  settings.keepMode('live')
  expect(inFile()).toEqual({ ...later, country: 'FR', mode: 'live', setAside: null })
})

test('what a second desk has saved meanwhile stays', () => {
  const [one, other] = [open(), open()]
  other.save({ country: 'FR' })
  one.save({ theme: 'dark' })
  expect(open().get()).toEqual({ ...freshSettings, country: 'FR', theme: 'dark' })
})

test.each([
  { label: 'damaged', spoil: () => put('{"country":"D') },
  { label: 'deleted', spoil: () => rmSync(path()) },
])('a file that is $label while the desk runs costs nothing', ({ spoil }) => {
  put(JSON.stringify(chosen))
  const settings = open()
  spoil()
  expect(settings.save({ theme: 'light' }).ok).toBe(true)
  expect(settings.trouble()).toBeNull()
  expect(inFile()).toMatchObject({ ...chosen, theme: 'light' })
})

test('where the file cannot be written, saving says so and changes nothing; the mode holds for this run', () => {
  put(JSON.stringify(chosen))
  const settings = open()
  // Not by permissions: whoever runs the tests may be root. Here the folder is gone and a file is in its place.
  rmSync(folder, { recursive: true })
  writeFileSync(folder, '')
  expect(settings.save({ country: 'FR' })).toMatchObject({ ok: false, problem: { code: 'settings-not-kept' } })
  expect(settings.get().country).toBe('DE')
  expect(settings.links.forget(link.number)).toMatchObject({ ok: false, problem: { code: 'settings-not-kept' } })
  expect(settings.links.of(link.number)).toEqual(link)
  expect(settings.trouble()).toBeNull()
  settings.keepMode('live')
  expect(settings.mode()).toBe('live')
  expect(settings.trouble()).toMatchObject({ code: 'settings-not-kept' })

  rmSync(folder)
  mkdirSync(folder)
  expect(settings.save({ country: 'FR' }).ok).toBe(true)
  expect(settings.trouble()).toBeNull()
  expect(inFile()).toMatchObject({ ...chosen, country: 'FR', mode: 'live' })
})

test('a damaged file that cannot be set aside yet is never written over', () => {
  put('{"country":"D')
  // Something is in the way under the name that it would get.
  mkdirSync(join(folder, aside, 'full'), { recursive: true })
  const settings = open()
  expect(settings.trouble()).toMatchObject({ code: 'settings-not-read' })
  expect(settings.save({ theme: 'dark' })).toMatchObject({ ok: false, problem: { code: 'settings-not-kept' } })
  expect(readFileSync(path(), 'utf8')).toBe('{"country":"D')
  rmSync(join(folder, aside), { recursive: true })
  settings.keepMode('practice')
  expect(settings.trouble()).toMatchObject({ code: 'settings-set-aside', text: expect.stringContaining(aside) })
  expect(readFileSync(join(folder, aside), 'utf8')).toBe('{"country":"D')
  expect(settings.save({ theme: 'dark' }).ok).toBe(true)
  expect(settings.trouble()).toBeNull()
})
