import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * `npm start`, `npm run serve` and `npm run pretend-vonage`: builds what is stale, then runs what was asked for. Needs
 * no build itself: Node runs it as it is.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const [what = 'desktop', ...rest] = process.argv.slice(2)
// The programs read what is left as their own.
process.argv.splice(2, 1)

/** Progress goes to stderr: of `serve`, stdout is one JSON line that programs read. */
const tell = (line: string) => process.stderr.write(`${line}\n`)

function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function build(): void {
  const made = join(root, 'out', 'renderer', 'index.html')
  const sources = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'].map((each) =>
    join(root, each),
  )
  if (existsSync(made) && statSync(made).mtimeMs >= Math.max(...sources.map(newest))) return
  tell('Building, which takes some seconds …')
  const electronVite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [electronVite, 'build'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status === 0) return
  tell(`${stdout}\n${stderr}\nThe build failed. Run “npm ci”, then try again.`)
  process.exit(1)
}

/** An app that ends sooner than this with an error never opened its window. */
const openedAfterMs = 5000

/**
 * Replaces this process as far as the terminal is concerned: signals go through, the exit code comes back.
 *
 * @returns only when the program could not start; then why
 */
function run(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(program, args, { cwd: root, stdio: 'inherit' })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
    child.on('error', () => resolve('Electron could not be started'))
    child.on('exit', (code, signal) => {
      if (code !== null && code !== 0 && performance.now() - began < openedAfterMs)
        resolve(`Electron ended at once (${code})`)
      else process.exit(code ?? (signal === null ? 1 : 0))
    })
  })
}

/** In this very process, so that signals and the process id are the program's own. */
const runBuilt = (name: string) => import(pathToFileURL(join(root, 'out', 'main', `${name}.cjs`)).href)

/** The Electron binary, fetched at first use; why not, where it cannot be had. */
function electron(): { path: string } | { why: string } {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { why: 'there is no display here' }
  const folder = join(root, 'node_modules', 'electron')
  const isHere = () => existsSync(join(folder, 'path.txt')) && existsSync(join(folder, 'dist', 'version'))
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined && !isHere()) {
    tell('Fetching Electron, once …')
    const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 180_000 })
    if (status !== 0 || !isHere()) return { why: 'the Electron binary could not be fetched' }
  }
  return { path: require('electron') as unknown as string }
}

build()
if (what === 'serve' || what === 'pretend-vonage') await runBuilt(what)
else {
  const found = electron()
  const why = 'path' in found ? await run(found.path, [root, ...rest]) : found.why
  tell(`Opening in your browser instead of the desktop app, because ${why}.`)
  process.argv.push('--open')
  await runBuilt('serve')
}
