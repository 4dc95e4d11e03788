import { type ChildProcess, spawn } from 'node:child_process'
import { writeSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { browserOnPath } from '../support/browser.ts'
import { Pipe } from './pipe.ts'

interface Chromium {
  pipe: Pipe
  /** Ends it; resolves once it has gone. */
  close(): Promise<void>
}

const attempts = 10

let opened: Chromium | null = null

/** @throws when `ready` has not been */
export function chromium(): Chromium {
  if (opened === null) throw new Error('stand-in: Chromium runs only once the app is ready')
  return opened
}

export const isOpen = () => opened !== null

export async function openChromium(needs: { profile: string; switches: Map<string, string> }): Promise<void> {
  const program = process.env.ELECTRON_STAND_IN_CHROMIUM ?? installed()
  for (let attempt = 1; opened === null; attempt += 1) {
    const child = spawn(program, flags(needs), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    // Also when this process ends without a word to Chromium: a closed pipe is its sign to leave.
    process.on('exit', () => child.kill('SIGKILL'))
    const pipe = new Pipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
    const said = passOn(child)
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    const answers = await Promise.race([
      pipe.root.send('Browser.getVersion').then(
        () => true,
        () => false,
      ),
      gone,
    ])
    if (answers !== true) {
      // The profile's last owner may still be on its way out.
      if (attempt === attempts) throw new Error(`stand-in: ${program} does not start\n${said()}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    let closing = false
    void gone.then(() => {
      if (closing) return
      process.stderr.write(`stand-in: Chromium went away\n${said()}\n`)
      process.exit(1)
    })
    const close = async () => {
      closing = true
      pipe.root.send('Browser.close').catch(() => {})
      const limit = setTimeout(() => child.kill('SIGKILL'), 2_000)
      await gone
      clearTimeout(limit)
    }
    opened = { pipe, close }
  }
}

function flags({ profile, switches }: { profile: string; switches: Map<string, string> }): string[] {
  return [
    '--headless=new',
    '--remote-debugging-pipe',
    // Playwright asks for a port too, and waits for the line in which Chromium names it.
    ...(switches.has('remote-debugging-port')
      ? [`--remote-debugging-port=${switches.get('remote-debugging-port')}`]
      : []),
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--disable-features=Translate,OptimizationHints,MediaRouter,PaintHolding',
    // One process and one session for all frames of a page, so that every frame is seen.
    '--disable-site-isolation-trials',
    '--screen-info={1920x1080}',
    '--force-color-profile=srgb',
    '--hide-scrollbars',
    '--password-store=basic',
    '--use-mock-keychain',
    // Without a camera a page that asks for one is refused for want of it, whatever it may.
    '--use-fake-device-for-media-stream',
    'about:blank',
  ]
}

/** Passes the one line on that Playwright waits for. @returns the end of everything said, for an error */
function passOn(child: ChildProcess): () => string {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    // As Chromium itself does, past whatever the app has made of its own stderr.
    for (const line of text.split('\n')) if (line.startsWith('DevTools listening')) writeSync(2, `${line}\n`)
    said = (said + text).slice(-4_000)
  })
  return () => said
}

function installed(): string {
  const program = browserOnPath()
  if (program !== null) return program
  throw new Error('stand-in: no Chromium, Chrome or Edge on PATH; or name one in ELECTRON_STAND_IN_CHROMIUM')
}
