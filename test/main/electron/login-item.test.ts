import type { App } from 'electron'
import { expect, test } from 'vitest'
import { loginItem } from '../../../src/main/electron/login-item.ts'

/** A system that keeps a list of what starts at login. Windows finds an entry by all that it starts. */
function desktop(
  platform: NodeJS.Platform,
  { isPackaged = true, wasOpenedAtLogin = false, args = [] as string[] } = {},
) {
  const list: string[] = []
  const key = (options: { args?: string[] } = {}) => JSON.stringify(options.args ?? [])
  const app = {
    isPackaged,
    getLoginItemSettings: (options?: { args?: string[] }) => ({
      openAtLogin: list.includes(key(options)),
      wasOpenedAtLogin,
    }),
    setLoginItemSettings: ({ openAtLogin, ...options }: { openAtLogin: boolean; args?: string[] }) => {
      if (openAtLogin) list.push(key(options))
      else list.splice(list.indexOf(key(options)), 1)
    },
  } as unknown as App
  return { list, login: loginItem({ app, platform, args: ['dispatch-desk', ...args] }) }
}

test.each(['darwin', 'win32'] as const)('%s: put into the list, found there again, and taken out', (platform) => {
  const { list, login } = desktop(platform)
  expect([login.isOffered, login.isSet()]).toEqual([true, false])
  login.set(true)
  expect([login.isSet(), list.length]).toEqual([true, 1])
  login.set(false)
  expect([login.isSet(), list.length]).toEqual([false, 0])
})

test.each([
  { platform: 'linux' as const, isPackaged: true },
  { platform: 'win32' as const, isPackaged: false },
])('$platform, packaged $isPackaged: not offered, and nothing is written', ({ platform, isPackaged }) => {
  const { list, login } = desktop(platform, { isPackaged })
  login.set(true)
  expect([login.isOffered, login.isSet(), list]).toEqual([false, false, []])
})

test('who started it is told apart', () => {
  expect(desktop('win32').login.startedByIt()).toBe(false)
  expect(desktop('darwin').login.startedByIt()).toBe(false)
  const { list, login } = desktop('win32')
  login.set(true)
  expect(desktop('win32', { args: JSON.parse(list[0] ?? '[]') as string[] }).login.startedByIt()).toBe(true)
  expect(desktop('darwin', { wasOpenedAtLogin: true }).login.startedByIt()).toBe(true)
})
