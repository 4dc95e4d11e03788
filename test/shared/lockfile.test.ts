import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  inBundle?: boolean
  hasInstallScript?: boolean
  dependencies?: Record<string, string>
}
interface Manifest extends Locked {
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')) as unknown
const manifest = read('package.json') as Manifest & { dependencies: Record<string, string> }
const lock = read('package-lock.json') as { lockfileVersion: number; packages: Record<string, Locked> }

/** What is wrong with a list of locked packages, one line each. */
function faults(packages: Record<string, Locked>): string[] {
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  const origins = new Set(entries.flatMap(([, { resolved }]) => (resolved === undefined ? [] : [originOf(resolved)])))
  return [
    ...entries.flatMap(([path, { integrity, link, inBundle, version }]) => [
      ...(link || inBundle || /^sha512-[\w+/]{86}==$/.test(integrity ?? '') ? [] : [`${path}: no hash`]),
      ...(link || isVersion(version ?? '') ? [] : [`${path}: no version but ${version}`]),
    ]),
    ...entries.flatMap(([path, { resolved }]) =>
      resolved === undefined || resolved.startsWith('https:') ? [] : [`${path}: from ${resolved.split(':')[0]}`],
    ),
    ...(origins.size > 1 ? ['packages come from more than one place'] : []),
    ...entries.flatMap(([path, { hasInstallScript, version }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return !hasInstallScript || name in manifest.allowScripts || `${name}@${version}` in manifest.allowScripts
        ? []
        : [`${path}: an install script nobody has decided on`]
    }),
    ...entries.flatMap(([path, { dependencies = {} }]) =>
      Object.entries(dependencies)
        .filter(([, range]) => /^(git|https?|file|github|ssh)|[:/]{2}|^[\w-]+\/[\w-]+/.test(range))
        .map(([name, range]) => `${path} wants ${name} from ${range.split(':')[0]}`),
    ),
  ]
}

const originOf = (resolved: string) => (URL.canParse(resolved) ? new URL(resolved).origin : resolved)
const isVersion = (version: string) => /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version)

test('every package is locked by its hash, comes from one place, and runs nothing while it is installed', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100)
  expect(lock.lockfileVersion).toBeGreaterThanOrEqual(3)
  expect(faults(lock.packages)).toEqual([])
})

test('what we ask for ourselves is named to the digit, and locked as it is named', () => {
  const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  expect(Object.entries(asked).filter(([, version]) => !isVersion(version))).toEqual([])
  const { dependencies, devDependencies, optionalDependencies } = manifest
  expect(lock.packages['']).toMatchObject({ dependencies, devDependencies, optionalDependencies })
})

test('install scripts run only where somebody has said so, and npm holds to it', () => {
  expect(manifest.allowScripts).toEqual({ 'better-sqlite3': false })
  expect(readFileSync(new URL('../../.npmrc', import.meta.url), 'utf8')).toMatch(/^strict-allow-scripts=true$/m)
})

test.each<[string, Locked, string]>([
  ['a package without a hash', { version: '1.0.0' }, 'no hash'],
  ['one with an old hash', { version: '1.0.0', integrity: `sha1-${'a'.repeat(27)}=` }, 'no hash'],
  ['one out of a repository', { version: 'git+ssh://x/y#1', integrity: `sha512-${'a'.repeat(86)}==` }, 'no version'],
  ['one that is fetched in the clear', { version: '1.0.0', resolved: 'http://a.example/x.tgz' }, 'from http'],
  ['an install script', { version: '1.0.0', hasInstallScript: true }, 'an install script nobody'],
  ['a dependency by address', { version: '1.0.0', dependencies: { y: 'git+https://a.example/y.git' } }, 'wants y'],
])('control: %s is noticed', (_label, locked, fault) => {
  expect(faults({ 'node_modules/x': locked }).join('\n')).toContain(fault)
})

test('control: two places are noticed', () => {
  const from = (origin: string) => ({ version: '1.0.0', resolved: `${origin}/x.tgz` })
  expect(
    faults({ 'node_modules/x': from('https://a.example'), 'node_modules/y': from('https://b.example') }),
  ).toContain('packages come from more than one place')
})
