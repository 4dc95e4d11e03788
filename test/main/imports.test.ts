import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../../src', import.meta.url))
const features = ['outbound', 'inbound', 'replies', 'runs', 'tunnel', 'recovery', 'practice', 'setup', 'figures']
const shells = ['electron', 'browser']

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : []
  })
}

/** "main/store/open.ts" → what it imports: project files by path in src, packages by name. */
const imports = new Map(
  files(src).map((path) => {
    const text = readFileSync(path, 'utf8')
    const names = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
    const targets = names.map((name) => (name.startsWith('.') ? relative(src, resolve(dirname(path), name)) : name))
    return [relative(src, path), targets] as const
  }),
)

/** Which part of the tree a file belongs to: "store", "practice", "shell", "desk", "shared", "renderer", "preload". */
function partOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  if (first !== 'main') return first
  if (features.includes(second) || second === 'store') return second
  return shells.includes(second) || ['index.ts', 'serve.ts', 'pretend-vonage.ts'].includes(second) ? 'shell' : 'desk'
}
const isPackage = (target: string) => !/\.(tsx?|css|svg|woff2)$/.test(target)

const allowed: Record<string, (target: string) => boolean> = {
  shared: (part) => part === 'shared',
  renderer: (part) => part === 'renderer' || part === 'shared',
  preload: (part) => part === 'shared',
  store: (part) => part === 'store' || part === 'shared',
  ...Object.fromEntries(features.map((name) => [name, (part: string) => [name, 'store', 'shared'].includes(part)])),
  desk: (part) => part !== 'shell' && part !== 'renderer' && part !== 'preload',
  shell: (part) => part !== 'renderer' && part !== 'preload',
}

test('imports run one way', () => {
  const wrong = [...imports].flatMap(([path, targets]) =>
    targets
      .filter((target) => !isPackage(target) && target !== '' && !path.endsWith('.css') && /\.tsx?$/.test(target))
      .filter((target) => allowed[partOf(path)]?.(partOf(target)) === false)
      .map((target) => `${path} → ${target}`),
  )
  expect(wrong).toEqual([])
  expect(imports.size).toBeGreaterThan(50)
})

test.each([
  { name: 'electron', only: /^(main\/index\.ts|main\/electron\/|preload\/)/ },
  { name: 'electron-store', only: /^(main\/index\.ts|main\/electron\/)/ },
  { name: 'better-sqlite3', only: /^main\/store\/sqlite\.ts$/ },
  { name: '@ngrok/ngrok', only: /^main\/tunnel\/ngrok-process\.ts$/ },
  { name: '@vonage/server-sdk', only: /^main\/outbound\/vonage-sms\.ts$/ },
  { name: 'pino', only: /^main\/log\/log\.ts$/ },
  { name: 'react', only: /^renderer\// },
])('$name enters in one place', ({ name, only }) => {
  const users = [...imports].filter(([, targets]) =>
    targets.some((target) => target === name || target.startsWith(`${name}/`)),
  )
  expect(users.map(([path]) => path).filter((path) => !only.test(path))).toEqual([])
})

test('the window and the shared words know nothing of Node', () => {
  const users = [...imports].filter(
    ([path, targets]) => /^(renderer|shared)\//.test(path) && targets.some((target) => target.startsWith('node:')),
  )
  expect(users.map(([path]) => path)).toEqual([])
})

test('only one file registers calls over IPC', () => {
  const users = files(src).filter((path) => /\bipcMain\b/.test(readFileSync(path, 'utf8')))
  expect(users.map((path) => relative(src, path)).filter((path) => path !== 'main/electron/ipc.ts')).toEqual([])
})

test('the window takes only types from the contract: its readers would bring all of zod, which evaluates text', () => {
  const users = files(join(src, 'renderer')).filter((path) =>
    /^import (?!type)[^']*'[./]*\/shared\/desk-api\.ts'/m.test(readFileSync(path, 'utf8')),
  )
  expect(users.map((path) => relative(src, path))).toEqual([])
})

/** What runs before this file does, its own packages too; nothing that is loaded later. */
function loads(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  const text = isPackage(path) ? '' : readFileSync(join(src, path), 'utf8')
  for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type\b)[^']*'([^']+)'/gm)) {
    const target = name.startsWith('.') ? relative(src, resolve(dirname(join(src, path)), name)) : name
    if (!/\.(css|svg|woff2)$/.test(target)) loads(target, seen)
  }
  return seen
}

test('what the window and the preload load brings no zod with it, which evaluates text', () => {
  expect([...loads('renderer/main.tsx')]).toContain('react')
  expect([...loads('renderer/main.tsx')]).not.toContain('zod')
  expect([...loads('preload/index.ts')]).not.toContain('zod')
  expect([...loads('shared/desk-state.ts')]).not.toContain('zod')
  expect([...loads('shared/desk-api.ts')]).toContain('zod')
})

test('the threads that store and find replies load no zod, which takes as long as the rest of them', () => {
  expect([...loads('main/store/writer-thread.ts')]).toContain('better-sqlite3')
  expect([...loads('main/store/writer-thread.ts')]).not.toContain('zod')
  expect([...loads('main/store/reader-thread.ts')]).not.toContain('zod')
})
