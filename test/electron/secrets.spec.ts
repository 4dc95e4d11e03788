import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './launch.ts'

const secrets = {
  apiSecret: 'a-secret-of-the-account',
  signatureSecret: 'a-secret-of-the-signature',
}
/** Going live must not reach the real Vonage from a test: nobody listens on this port. */
const nowhere = { VONAGE_REST_HOST: 'http://127.0.0.1:9', VONAGE_API_HOST: 'http://127.0.0.1:9' }
const account = { apiKey: '0a1b2c3d', number: '+44 7700 900001', ...secrets }

test('a saved account’s secrets never come back to the page; without a key ring it is not on the disk in any form', async ({
  binary,
  start,
  dataDir,
}) => {
  const { page, quit } = await start()
  const said = await everythingSaid(page)
  expect(said).toContain('"ok":true')
  for (const secret of Object.values(secrets)) expect(said).not.toContain(secret)
  test.skip(binary !== 'stand-in' && process.platform !== 'linux', 'This system always has a key ring.')
  await quit()
  expect(filesWith(dataDir, Object.values(secrets))).toEqual([])
  const kept = JSON.parse(readFileSync(join(dataDir, 'account.json'), 'utf8'))
  expect(kept).toEqual({ asked: { key: expect.any(String), rest: { number: account.number } } })
  // Live desks must not turn into practice without a word.
  const second = await start()
  const state = await second.page.evaluate(async () => {
    const desk = await window.desk.getDesk({})
    return desk.ok && [desk.value.mode, desk.value.account, desk.value.keyRing?.code]
  })
  expect(state).toEqual(['practice', null, 'account-asked'])
  await expect(second.page.getByRole('heading', { name: /account/i }).first()).toBeVisible()
})

test('with a key ring the account is kept sealed, and outlasts a restart; another key ring leaves none, and no crash', async ({
  binary,
  start,
  dataDir,
}) => {
  test.skip(binary !== 'stand-in', 'Playwright gives Electron no key ring on Linux.')
  const ring = { ...nowhere, ELECTRON_STAND_IN_KEY_RING: 'gnome_libsecret' }
  const first = await start(ring)
  await everythingSaid(first.page)
  await first.quit()
  expect(filesWith(dataDir, Object.values(secrets))).toEqual([])
  expect(JSON.parse(readFileSync(join(dataDir, 'account.json'), 'utf8'))).toMatchObject({ ring: 'gnome_libsecret' })
  const second = await start({ ...nowhere, ELECTRON_STAND_IN_KEY_RING: 'kwallet5' })
  expect(await goLive(second.page)).toBe('no-account')
  await second.quit()
  const third = await start(ring)
  expect(await goLive(third.page)).toBe('none')
})

/** Saves the account and listens. @returns all that the page was told then, as one text */
function everythingSaid(page: Page): Promise<string> {
  return page.evaluate(async (entered) => {
    const told: unknown[] = []
    window.desk.on('desk', (state) => told.push(state))
    window.desk.on('message', (messages) => told.push(messages))
    const said = [await window.desk.saveAccount(entered), await window.desk.getDesk({})]
    said.push(await window.desk.saveAccount({ ...entered, number: 'not a number' }))
    return JSON.stringify([said, told])
  }, account)
}

/** @returns the code of the refusal to go live; 'none' when there is an account to go live with */
function goLive(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = await window.desk.setMode({ mode: 'live' })
    return answer.ok ? 'none' : answer.problem.code
  })
}

/** Files below the folder that hold one of the texts, in UTF-8 or UTF-16. Chromium's own files count as well. */
function filesWith(folder: string, texts: string[]): string[] {
  const wanted = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => wanted.some((each) => readFileSync(path).includes(each)))
}
