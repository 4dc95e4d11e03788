import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, hasQuicker, installBrowser } from './support/browser.ts'
import { type Report, readPlaywright, readVitest } from './support/report.ts'

/**
 * `npm test`: everything, one runner after another, with progress on the screen. The last line counts over all of them.
 * A runner that cannot start, or that reports nothing, is a failure of its own.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test-results')
const compiled = join(root, 'node_modules', '.cache', 'dispatch-desk', 'compiled')
const bin = (name: string, ...rest: string[]) => join(root, 'node_modules', name, ...rest)

const total = { passed: 0, failed: 0 }
/** What failed, by name: told once more at the end, where it is looked for. */
const failures: string[] = []
const tell = (line: string) => process.stdout.write(`\n── ${line}\n`)

function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      // The tests start hundreds of desks: what Node has compiled for one it need not compile for the next.
      env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...env },
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function add(name: string, code: number, report: Report | null): void {
  const failed = report?.failed ?? []
  // A runner may also fail outside its tests: in a hook, a type, a missing file.
  const unseen = (code !== 0 || report === null) && failed.length === 0 ? [`${name}, outside of its tests`] : []
  total.passed += report?.passed ?? 0
  fail(...failed, ...unseen)
  tell(`${name}: ${report?.passed ?? 0} passed, ${failed.length + unseen.length} failed`)
}

function fail(...names: string[]): void {
  total.failed += names.length
  failures.push(...names)
}

async function step(name: string, args: string[]): Promise<boolean> {
  tell(name)
  const code = await run(args)
  add(name, code, { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [name] })
  return code === 0
}

async function vitest(project: string): Promise<void> {
  tell(`${project} tests`)
  const file = join(results, `${project}.json`)
  const reporters = ['--reporter=default', `--reporter=${join(root, 'test/support/vitest-report.ts')}`]
  const config = ['--config', 'test/vitest.config.ts', '--project', project]
  const code = await run([bin('vitest', 'vitest.mjs'), 'run', ...config, ...reporters], { DESK_REPORT: file })
  add(`${project} tests`, code, readVitest(file))
}

async function app(browser: string): Promise<void> {
  tell('app tests')
  const config = ['--config', 'test/playwright.config.ts', '--project=electron', '--project=browser']
  const code = await run([bin('@playwright', 'test', 'cli.js'), 'test', ...config], { DESK_TEST_BROWSER: browser })
  add('app tests', code, readPlaywright(join(results, 'app.json')))
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results)
const { version } = process
if (Number(version.slice(1).split('.')[0]) < 22) {
  process.stderr.write(
    `This needs Node 22 or newer and found ${version}. “npm ci” brings one along on most computers; else install Node 24.\n`,
  )
  process.exit(1)
}
let browser = findBrowser()
if (browser === null) {
  tell('No Chrome, Chromium or Edge found; installing one, which takes a minute or two')
  browser = installBrowser()
} else if (hasQuicker(browser)) {
  tell('Installing Debian’s chromium-headless-shell, in which the app’s tests take half the time')
  browser = installBrowser()
}

const typesOf = (project: string) => step(`types of ${project}`, [bin('typescript', 'bin', 'tsc'), '-p', project])
await Promise.all([typesOf('src/main'), typesOf('src/renderer')])
await Promise.all([typesOf('src/preload'), typesOf('test')])
await step('lint and format', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'])
const built = await step('build', [bin('electron-vite', 'bin', 'electron-vite.js'), 'build'])
await vitest('unit')
if (built) {
  await vitest('scenario')
  await vitest('crash')
  await vitest('fault')
  if (browser === null) {
    tell('No browser could be had, so no app test ran. Install Chromium or Chrome, then run npm test again.')
    fail('app tests, for want of a browser')
  } else await app(browser)
} else fail('what needs a build')

// Nothing of ours may be left running: a test that forgets its process would make the next run lie.
const left =
  process.platform === 'linux'
    ? spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).stdout
    : ''
for (const line of left.split('\n').filter((each) => each.includes('out/main/'))) {
  tell(`left running: ${line.trim()}`)
  fail('a process was left running')
}
for (const name of failures) process.stdout.write(`\nfailed: ${name}\n`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
