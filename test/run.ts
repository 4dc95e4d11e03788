import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, installBrowser } from './support/browser.ts'

/**
 * `npm test`: everything, one runner after another, with progress on the screen. The last line counts over all of them.
 * A runner that cannot start, or that reports nothing, is a failure of its own.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test-results')
const bin = (name: string, ...rest: string[]) => join(root, 'node_modules', name, ...rest)

interface Count {
  passed: number
  failed: number
}

const total: Count = { passed: 0, failed: 0 }
const tell = (line: string) => process.stdout.write(`\n── ${line}\n`)

function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function add(name: string, code: number, count: Count | null): void {
  const { passed, failed } = count ?? { passed: 0, failed: 0 }
  // A runner may also fail outside its tests: in a hook, a type, a missing file.
  const unseen = (code !== 0 || count === null) && failed === 0 ? 1 : 0
  total.passed += passed
  total.failed += failed + unseen
  tell(`${name}: ${passed} passed, ${failed + unseen} failed`)
}

async function step(name: string, args: string[]): Promise<boolean> {
  tell(name)
  const code = await run(args)
  add(name, code, { passed: code === 0 ? 1 : 0, failed: 0 })
  return code === 0
}

async function vitest(project: string): Promise<void> {
  tell(`${project} tests`)
  const file = join(results, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run([
    bin('vitest', 'vitest.mjs'),
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    project,
    ...reporters,
  ])
  const report = readReport(file) as { numPassedTests: number; numFailedTests: number } | null
  add(`${project} tests`, code, report && { passed: report.numPassedTests, failed: report.numFailedTests })
}

async function app(browser: string): Promise<void> {
  tell('app tests')
  const code = await run(
    [
      bin('@playwright', 'test', 'cli.js'),
      'test',
      '--config',
      'test/playwright.config.ts',
      '--project=electron',
      '--project=browser',
    ],
    {
      DESK_TEST_BROWSER: browser,
    },
  )
  const report = readReport(join(results, 'app.json')) as {
    stats: { expected: number; unexpected: number; flaky: number }
  } | null
  add(
    'app tests',
    code,
    report && { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky },
  )
}

const readReport = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

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
}

for (const project of ['src/main', 'src/renderer', 'src/preload', 'test'])
  await step(`types of ${project}`, [bin('typescript', 'bin', 'tsc'), '-p', project])
await step('lint and format', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'])
const built = await step('build', [bin('electron-vite', 'bin', 'electron-vite.js'), 'build'])
await vitest('unit')
if (built) {
  await vitest('scenario')
  await vitest('fault')
  if (browser === null) {
    tell('No browser could be had, so no app test ran. Install Chromium or Chrome, then run npm test again.')
    total.failed += 1
  } else await app(browser)
} else total.failed += 1

// Nothing of ours may be left running: a test that forgets its process would make the next run lie.
const left =
  process.platform === 'linux'
    ? spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).stdout
    : ''
for (const line of left.split('\n').filter((each) => each.includes('out/main/'))) {
  tell(`left running: ${line.trim()}`)
  total.failed += 1
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
