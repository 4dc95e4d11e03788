import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { deskOf, endedAgo } from '../support/away.ts'
import { type DeskProcess, eventually, type PretendProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

const hour = 3_600_000
const gone = '447700900777'
const others = Array.from({ length: 12 }, (_each, place) => `4477009001${String(place).padStart(2, '0')}`)
/** Every form of the number that is stored, and what was said, by words that nobody else says. */
const said = [
  'Quixotry at the gate',
  'xylogrvph',
  'Vwzykes',
  'Jqzzbroke',
  'Prwzlmagic',
  'Gwyzelda',
  'Zxyshed',
  'Kwdraftling',
]
// The index keeps a word's end only, where the word before it begins alike.
const traces = [
  gone,
  '+44 7700 900777',
  '07700 900777',
  '07700900777',
  ...said,
  'uixotry',
  'ylogrvph',
  'wzykes',
  'rwzlmagic',
]

let vonage: PretendProcess
let running: DeskProcess | null = null
afterEach(async () => {
  await running?.end()
  running = null
  await vonage.end()
})

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })

/** Where in a folder's files the person can be read, as "file: trace". */
const found = (folder: string): string[] =>
  filesIn(folder).flatMap((path) => {
    const bytes = readFileSync(path)
    return traces.filter((trace) => bytes.includes(trace)).map((trace) => `${path.slice(folder.length + 1)}: ${trace}`)
  })

const inbound = async ({ desk }: Pick<DeskProcess, 'desk'>, customer = gone) => {
  const listed = await desk.listMessages({ customer, direction: 'inbound' })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages
}

/** A desk with texts of many customers between each other, and one who has said and been told something in every way. */
async function usedDesk() {
  vonage = await startPretendProcess('--retry-first-ms', '100')
  const office = await deskOf(vonage)
  running = await office.start()
  const { desk, ready } = running
  await vonage.link({ inbound: ready.inbound, receipts: ready.receipts })
  const talk = (from: string, text: string) => vonage.text({ from, text, wait: true })
  await desk.sendNotice({ submissionId: 'q', to: gone, questionId: 'delivery', fields: { weekday: 'Vwzykes' } })
  for (const [place, from] of [...others, ...others].entries()) await talk(from, `the parcel is by the door ${place}`)
  const { messageIds } = await talk(gone, 'Quixotry at the gate')
  await talk(gone, `${'Jqzzbroke all about it, '.repeat(20)}the end`)
  await desk.sendSms({ submissionId: 's', to: '07700 900777', text: 'xylogrvph, or so' })
  // In the form of the other API, so that it is kept as bytes; and one that cannot be read, number in its address.
  const unread = { message_uuid: 'u', from: gone, to: vonage.ready.number, text: 'Prwzlmagic' }
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(unread) }
  expect((await fetch(ready.inbound, post)).status).toBe(200)
  expect((await fetch(`${ready.inbound}?msisdn=%2B44%207700%20900777&x=1`)).status).toBe(200)
  // As they are typed: each keystroke is a row written anew, with copies of the one before.
  await desk.savePerson({ customer: gone, name: 'Gwyzelda', note: `by the Zxyshed. ${'Round the back. '.repeat(100)}` })
  for (let typed = 1; typed <= 20; typed += 1)
    await desk.saveDraft({ customer: gone, text: 'Kwdraftling '.repeat(typed * 10) })
  await talk(gone, 'STOP')
  await eventually(async () => {
    const listed = await desk.listMessages({ customer: gone, direction: 'outbound' })
    const states = listed.ok ? listed.value.messages.map(({ state }) => state) : []
    expect(states.length).toBeGreaterThan(1)
    expect(states.every((state) => ['delivered', 'cancelled'].includes(state))).toBe(true)
  })
  // So that every word is in the index.
  expect(await desk.searchMessages({ query: 'quixotry' })).toMatchObject({ ok: true, value: { messages: [{}] } })
  return { office, desk, ready, live: join(office.folder, 'live'), firstId: messageIds[0] ?? '' }
}

test('of an erased person no byte is left in any file, nor in a backup, and nothing comes back', async () => {
  const { office, desk, ready, live, firstId } = await usedDesk()
  const before = found(office.folder)
  // Everything that is looked for is there to be found, or finding nothing would say nothing.
  for (const trace of [gone, ...said])
    expect(
      before.filter((each) => each.endsWith(trace)),
      trace,
    ).not.toEqual([])
  const copy = await desk.exportCustomer({ number: '07700 900777' })
  for (const trace of said) expect(JSON.stringify(copy)).toContain(trace)
  expect(copy).toMatchObject({ ok: true, value: { unread: [{}, {}], optedOut: { words: 'STOP' } } })
  const kept = await Promise.all(others.map((customer) => desk.listMessages({ customer })))

  const erase = { submissionId: 'erase-1', number: '07700 900777' }
  const erased = await desk.eraseCustomer(erase)
  expect(erased).toMatchObject({ ok: true, value: { keptOptOut: true } })
  expect(erased.ok && erased.value.erased.texts).toBeGreaterThan(4)
  expect(found(office.folder)).toEqual([])
  expect(await desk.eraseCustomer(erase)).toEqual(erased)
  expect(await Promise.all(others.map((customer) => desk.listMessages({ customer })))).toEqual(kept)
  expect(await desk.sendSms({ submissionId: 'after', to: gone, text: 'hello' })).toMatchObject({
    problem: { code: 'opted-out' },
  })

  // The same webhook once more is taken and not kept.
  const again = new URLSearchParams({
    msisdn: gone,
    to: vonage.ready.number,
    messageId: firstId,
    text: 'Quixotry at the gate',
    type: 'text',
    'message-timestamp': new Date().toISOString().slice(0, 19).replace('T', ' '),
    'api-key': vonage.ready.key,
  })
  expect((await fetch(`${ready.inbound}?${again}`)).status).toBe(200)
  expect(await inbound({ desk })).toEqual([])
  // Control: under another id it is a new text.
  again.set('messageId', 'quite-another')
  again.set('msisdn', '447700900778')
  expect((await fetch(`${ready.inbound}?${again}`)).status).toBe(200)
  expect(await inbound({ desk }, '447700900778')).toHaveLength(1)
  expect(await desk.eraseCustomer({ submissionId: 'e2', number: '+447700900778' })).toMatchObject({ ok: true })

  // The desk's own copy is in its folder, too.
  expect(await desk.makeBackup({})).toMatchObject({ ok: true, value: { backup: { texts: expect.any(Number) } } })
  await running?.end()
  running = null
  expect(readdirSync(join(live, 'backups'))).toHaveLength(1)
  expect(found(office.folder)).toEqual([])
  const db = new Database(join(live, 'desk.db'))
  const backups = freshFolder()
  db.prepare('VACUUM INTO ?').run(join(backups, 'vacuumed.db'))
  await db.backup(join(backups, 'copied.db'))
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  expect(found(backups)).toEqual([])
})

test('control: rows that are only deleted can still be read in the file', async () => {
  const { office, live } = await usedDesk()
  await running?.end()
  running = null
  const copy = freshFolder()
  cpSync(office.folder, copy, { recursive: true })
  const db = new Database(join(copy, 'live', 'desk.db'))
  db.pragma('secure_delete = OFF')
  db.pragma('foreign_keys = OFF')
  db.prepare('DELETE FROM message_words WHERE rowid IN (SELECT seq FROM messages WHERE customer = ?)').run(gone)
  for (const table of ['messages', 'notices', 'inbound_parts', 'opt_outs'])
    db.prepare(`DELETE FROM ${table} WHERE customer = ?`).run(gone)
  db.exec('DELETE FROM inbound_raw')
  db.close()
  const left = found(copy).map((each) => each.replace('live/desk.db: ', ''))
  expect(left).toContain(gone)
  expect(said.filter((words) => left.includes(words))).not.toEqual([])
  // And with secure_delete, which the desk has always on, the search index still holds the words.
  const secure = new Database(join(live, 'desk.db'))
  secure.pragma('secure_delete = ON')
  secure.prepare('DELETE FROM message_words WHERE rowid IN (SELECT seq FROM messages WHERE customer = ?)').run(gone)
  secure.pragma('foreign_keys = OFF')
  for (const table of ['messages', 'notices', 'inbound_parts', 'opt_outs'])
    secure.prepare(`DELETE FROM ${table} WHERE customer = ?`).run(gone)
  secure.exec('DELETE FROM inbound_raw')
  secure.pragma('wal_checkpoint(TRUNCATE)')
  secure.close()
  expect(found(live)).toContain('desk.db: uixotry')
})

test('asked for again, Vonage’s records bring back nothing of an erased person; without the codes they would', async () => {
  const { office, desk, live } = await usedDesk()
  const hourAgo = new Date(Date.now() - hour).toISOString()
  // On record, and never seen by the desk: one of theirs, one of somebody else's.
  await vonage.text({ from: gone, text: 'Prwzlmagic, an hour ago', receivedAt: hourAgo, webhook: false })
  expect(await desk.eraseCustomer({ submissionId: 'e', number: `+${gone}` })).toMatchObject({ ok: true })
  await running?.end()
  const missed = async (text: string) => {
    await vonage.text({ from: '447700900150', text, receivedAt: hourAgo, webhook: false })
    endedAgo(office.folder, 2 * hour)
    running = await office.start()
    const desk = running
    // It comes after theirs, in the same records.
    await eventually(async () => expect((await inbound(desk, '447700900150')).map((each) => each.text)).toContain(text))
  }
  await missed('was I heard?')
  if (running === null) throw new Error('the desk runs')
  expect(await inbound(running)).toEqual([])
  await running.end()
  running = null
  expect(found(office.folder)).toEqual([])
  // Control.
  const db = new Database(join(live, 'desk.db'))
  db.exec('DELETE FROM erased_customers; DELETE FROM erased_ids')
  db.close()
  await missed('and now?')
  const back = await eventually(async () => {
    const texts = await inbound(running as unknown as DeskProcess)
    expect(texts.length).toBeGreaterThan(2)
    return texts
  })
  expect(back.map(({ text }) => text)).toContain('Quixotry at the gate')
})
