import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { Backup } from '../../src/shared/backup.ts'
import { overwrite, page } from '../support/overwrite.ts'
import { eventually, freePort, startDeskProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { allMessages } from './evidence.ts'

/** What may become of a database. `killed`: of one whose desk was killed, so that what is new is in its log. */
export interface Damage {
  label: string
  killed?: true
  of: (file: string, random: () => number) => void
}

const pages = (file: string) => statSync(file).size / page

/** Those of every change; the rest are drawn by the night. */
export const damages: readonly Damage[] = [
  { label: 'header', of: (file) => overwrite(file, 0, Buffer.alloc(100, 'garbage')) },
  {
    label: 'page',
    of: (file) => {
      const db = new Database(file, { readonly: true })
      const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'messages'").pluck().get() as number
      db.close()
      overwrite(file, (root - 1) * page, Buffer.alloc(page, 0xee))
    },
  },
  { label: 'truncation', of: (file) => truncateSync(file, Math.floor(pages(file) / 2) * page) },
  { label: 'zero length', of: (file) => truncateSync(file, 0) },
  {
    label: 'random bits',
    of: (file, random) => {
      const all = readFileSync(file)
      for (let at = 0; at < all.length; at += 1) if (random() < 0.02) all[at] = Math.floor(random() * 256)
      writeFileSync(file, all)
    },
  },
  { label: 'missing WAL', killed: true, of: (file) => rmSync(`${file}-wal`) },
  {
    label: 'foreign file',
    of: (file) => {
      rmSync(file)
      const db = new Database(file)
      db.exec("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Waterloo')")
      db.close()
    },
  },
  {
    label: 'directory',
    of: (file) => {
      rmSync(file)
      mkdirSync(file)
      writeFileSync(join(file, 'something'), 'of somebody’s')
    },
  },
]

const names = ['desk.db', 'desk.db-wal', 'desk.made', 'desk.mark', 'desk.boot']
const inBackup = 30
const since = 12

/** A live desk whose provider is a dead port: what counts here comes in. */
export async function liveDesk(dataDir: string, port: number) {
  return startDeskProcess({
    DESK_MODE: 'live',
    DESK_DATA_DIR: dataDir,
    DESK_WEBHOOK_PORT: String(port),
    VONAGE_API_KEY: 'abcd1234',
    VONAGE_API_SECRET: 'Secret1234',
    VONAGE_NUMBER: '+44 7700 900000',
    VONAGE_REST_HOST: 'http://127.0.0.1:1',
  })
}

export const post = (url: string, messageId: string) =>
  fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ msisdn: '447700900123', to: '447700900000', messageId, text: `reply ${messageId}` }),
  })

/** A folder with a backup of 30 replies and 12 more since, closed in order or killed; copied for each damage. */
export async function usedFolders() {
  const port = await freePort()
  const from = { closed: freshFolder('used'), killed: freshFolder('killed') }
  let path = ''
  let backup: Backup | null = null
  for (const [how, folder] of Object.entries(from)) {
    const running = await liveDesk(folder, port)
    for (let reply = 1; reply <= inBackup; reply += 1)
      expect((await post(running.ready.inbound, `kept-${reply}`)).status).toBe(200)
    const made = await running.desk.makeBackup({})
    if (!made.ok || made.value.backup === null) throw new Error(JSON.stringify(made))
    for (let reply = 1; reply < since; reply += 1) await post(running.ready.inbound, `since-${reply}`)
    // How far the texts had come is noted once a second at the most.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await post(running.ready.inbound, `since-${since}`)
    await running.end(how === 'killed' ? 'SIGKILL' : 'SIGTERM')
    if (how === 'closed') [path, backup] = [new URL(running.ready.inbound).pathname, made.value.backup]
  }
  const copyOf = (how: keyof typeof from) => {
    const copy = freshFolder('damaged')
    mkdirSync(join(copy, 'live', 'backups'), { recursive: true, mode: 0o700 })
    for (const name of names) {
      const source = join(from[how], 'live', name)
      if (existsSync(source)) copyFileSync(source, join(copy, 'live', name))
    }
    const id = backup?.id ?? ''
    copyFileSync(join(from.closed, 'live', 'backups', `${id}.db`), join(copy, 'live', 'backups', `${id}.db`))
    return copy
  }
  return { port, path, backup, copyOf }
}

/**
 * One damage from the first start to the last row: no fresh start, the bytes kept, webhooks told to come again, and the
 * restore through the API brings back the backup.
 */
export async function survives(damage: Damage, used: Awaited<ReturnType<typeof usedFolders>>, random: () => number) {
  const folder = used.copyOf(damage.killed ? 'killed' : 'closed')
  const file = join(folder, 'live', 'desk.db')
  damage.of(file, random)
  const bytes = (path: string) => (statSync(path).isFile() ? readFileSync(path) : readFileSync(join(path, 'something')))
  const before = bytes(file)
  const running = await liveDesk(folder, used.port)
  try {
    const base = `http://127.0.0.1:${used.port}`
    expect(await running.desk.getDesk({})).toMatchObject({ ok: false, problem: { code: 'store-unusable' } })
    expect(await running.desk.sendSms({ submissionId: 's', to: '+447700900123', text: 'x' })).toMatchObject({
      ok: false,
      problem: { code: 'store-unusable' },
    })
    for (const path of [used.path, '/', '/update?msisdn=447700900123&text=2']) {
      const answers = [await post(`${base}${path}`, 'meanwhile'), await fetch(`${base}${path}`)]
      expect(answers.map(({ status }) => status)).toEqual([503, 503])
      expect(answers.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true)
    }
    expect(bytes(file)).toEqual(before)
    expect(existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0).toBe(false)

    const listed = await running.desk.listBackups({})
    expect(listed).toMatchObject({
      ok: true,
      value: { backups: [used.backup], unusable: { file, canRestore: true, mode: 'live' } },
    })
    const began = performance.now()
    const restored = await running.desk.restoreBackup({ backupId: used.backup?.id ?? '' })
    const restoredMs = performance.now() - began
    if (!restored.ok || restored.value.keptAs === null) throw new Error(JSON.stringify(restored))
    expect(bytes(restored.value.keptAs)).toEqual(before)
    const shown = await allMessages(running.desk, 'inbound')
    expect(shown.map(({ text }) => text).toReversed()).toEqual(
      Array.from({ length: inBackup }, (_, place) => `reply kept-${place + 1}`),
    )
    // What Vonage was told to bring again is taken, under the path it knows, and once.
    await eventually(async () => expect((await post(`${base}${used.path}`, 'meanwhile')).status).toBe(200))
    expect((await post(`${base}${used.path}`, 'kept-1')).status).toBe(200)
    expect(await allMessages(running.desk, 'inbound')).toHaveLength(inBackup + 1)
    return restoredMs
  } finally {
    await running.end()
  }
}
