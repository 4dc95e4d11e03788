import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { callNames } from '../../src/shared/desk-names.ts'
import { ask } from '../support/ask.ts'
import { pollutions } from '../support/pollution.ts'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A settings file as somebody may leave it there who can write to the data folder. */
const settingsFile = `{"country":"GB","__proto__":{"polluted":"x","language":"zh"},"constructor":{"prototype":{"polluted":"x"}}}`

test(`${pollutions.length} prototype pollution payloads through every door leave every thread of the desk as it was`, async () => {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const folder = freshFolder()
  writeFileSync(join(folder, 'settings.json'), settingsFile, { mode: 0o600 })
  const watch = fileURLToPath(new URL('prototype-watch.mjs', import.meta.url))
  const running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder }, { args: ['--import', watch] })
  ends.push(() => running.end())
  const { inbound, api, token } = running.ready
  const { desk } = running
  // What the desk asks the provider of itself, once after its start.
  await expect.poll(async () => isAsked(await desk.getDesk({})), { timeout: 10_000 }).toBe(true)
  const before = await desk.getDesk({})
  expect(before).toMatchObject({ ok: true, value: { settings: { country: 'GB', language: null } } })

  const post = (url: string, body: string, headers: Record<string, string>) =>
    ask(url, { method: 'POST', body, headers })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const json = { 'content-type': 'application/json' }
  const known = { ...json, authorization: `Bearer ${token}` }
  expect(pollutions.length).toBeGreaterThanOrEqual(500)
  const through = async ({ json: object, pairs }: (typeof pollutions)[number], index: number) => {
    const name = callNames[index % callNames.length]
    const [called, ...hooks] = await Promise.all([
      post(`${api}/${name}`, object, known),
      post(inbound, pairs, form),
      post(inbound, object, json),
      ask(`${inbound}?${pairs}`),
    ])
    expect(hooks.map(({ status }) => status)).toEqual([200, 200, 200])
    expect([called.status, JSON.parse(called.text)], `${name} ${object}`).toMatchObject([
      200,
      { ok: false, problem: { code: 'bad-argument' } },
    ])
  }
  for (let from = 0; from < pollutions.length; from += 4)
    await Promise.all(pollutions.slice(from, from + 4).map((each, at) => through(each, from + at)))

  // Nothing is answered otherwise than before: a polluted prototype would show in what is read next.
  const now = await desk.getDesk({})
  const state = (answer: typeof now) => (answer.ok ? { ...answer.value, counts: null, heardAt: null, seq: null } : null)
  expect(state(now)).toEqual(state(before))
  expect(await desk.listMessages({})).toEqual({ ok: true, value: { messages: [] } })
  /** What each thread says of itself: the desk's own, the store's writer and its reader. */
  const changes = async () => {
    const from = running.stderr().length
    running.child.kill('SIGUSR2')
    return eventually(() => {
      const lines =
        running
          .stderr()
          .slice(from)
          .match(/^\{"watch".*\}$/gm) ?? []
      const said = lines.map((line) => JSON.parse(line) as { watch: number; changes: string[] })
      const threads = new Map(said.map(({ watch, changes }) => [watch, changes]))
      expect(threads.size).toBe(3)
      return threads
    })
  }
  expect([...(await changes()).values()]).toEqual([[], [], []])
  expect(running.stderr()).not.toContain('unexpected')

  // Control: the watch sees a prototype that is polluted.
  running.child.kill('SIGWINCH')
  await eventually(async () => expect((await changes()).get(0)).toEqual(['Object.prototype.polluted']))
})

test('control: a careless merge is polluted by many of them', () => {
  const polluted = runInNewContext(
    `payloads.filter((json) => {
      const merge = (into, from) => {
        for (const key of Object.keys(from))
          if (typeof from[key] === 'object') merge((into[key] ??= {}), from[key])
          else into[key] = from[key]
      }
      const names = () => Object.getOwnPropertyNames(Object.prototype)
      const before = new Set(names())
      try { merge({}, JSON.parse(json)) } catch {}
      const added = names().filter((name) => !before.has(name))
      for (const name of added) delete Object.prototype[name]
      return added.length > 0
    }).length`,
    { payloads: pollutions.map(({ json }) => json) },
  ) as number
  expect(polluted).toBeGreaterThan(50)
})

const isAsked = (answer: Awaited<ReturnType<DeskApi['getDesk']>>) => answer.ok && answer.value.balance !== null
