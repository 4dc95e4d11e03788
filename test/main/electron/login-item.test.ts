import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { expect, test } from 'vitest'
import { loginItem } from '../../../src/main/electron/login-item.ts'
import { freshFolder } from '../../support/store.ts'

/** A system that keeps a list of what starts at login. Windows finds an entry by all that it starts. */
function desktop(
  platform: NodeJS.Platform,
  { isPackaged = true, wasOpenedAtLogin = false, args = [] as string[], environment = {} } = {},
) {
  const list: string[] = []
  const key = (options: { args?: string[] } = {}) => JSON.stringify(options.args ?? [])
  const app = {
    isPackaged,
    getPath: () => '/opt/Dispatch Desk/dispatch-desk',
    getLoginItemSettings: (options?: { args?: string[] }) => ({
      openAtLogin: list.includes(key(options)),
      wasOpenedAtLogin,
    }),
    setLoginItemSettings: ({ openAtLogin, ...options }: { openAtLogin: boolean; args?: string[] }) => {
      if (openAtLogin) list.push(key(options))
      else list.splice(list.indexOf(key(options)), 1)
    },
  } as unknown as App
  return { list, login: loginItem({ app, platform, args: ['dispatch-desk', ...args], environment }) }
}

test.each(['darwin', 'win32'] as const)('%s: put into the list, found there again, and taken out', (platform) => {
  const { list, login } = desktop(platform)
  expect([login.isOffered, login.isSet()]).toEqual([true, false])
  login.set(true)
  expect([login.isSet(), list.length]).toEqual([true, 1])
  login.set(false)
  expect([login.isSet(), list.length]).toEqual([false, 0])
})

test('linux: a file in the list that all desktops read, which a settings window may switch off', () => {
  const configHome = freshFolder('config')
  const environment = { XDG_CONFIG_HOME: configHome, APPIMAGE: '/home/ann/100% "new"/Dispatch$Desk.AppImage' }
  const { list, login } = desktop('linux', { environment })
  const path = join(configHome, 'autostart', 'dispatch-desk.desktop')
  expect([login.isOffered, login.isSet()]).toEqual([true, false])
  login.set(true)
  login.set(true)
  expect(login.isSet()).toBe(true)
  const file = readFileSync(path, 'utf8')
  expect(file.split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Name=Dispatch Desk',
    String.raw`Exec="/home/ann/100%% \\"new\\"/Dispatch\\$Desk.AppImage" "--at-login"`,
    'Terminal=false',
    '',
  ])
  for (const off of ['Hidden=true', 'X-GNOME-Autostart-enabled=false']) {
    writeFileSync(path, `${file}${off}\n`)
    expect(login.isSet()).toBe(false)
  }
  login.set(false)
  expect([login.isSet(), existsSync(path), list]).toEqual([false, false, []])
  login.set(false)
})

test('linux without an AppImage: what runs is what starts', () => {
  const configHome = freshFolder('config')
  desktop('linux', { environment: { XDG_CONFIG_HOME: configHome } }).login.set(true)
  expect(readFileSync(join(configHome, 'autostart', 'dispatch-desk.desktop'), 'utf8')).toContain(
    'Exec="/opt/Dispatch Desk/dispatch-desk" "--at-login"\n',
  )
})

test.each([
  { platform: 'freebsd' as const, isPackaged: true },
  { platform: 'linux' as const, isPackaged: false },
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
