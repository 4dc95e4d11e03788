import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface OpeningPage {
  /** What a browser is told to open. */
  path: string
  /** Takes it away; twice is as good as once. */
  remove(): void
}

/**
 * A page that leads to an address which nobody else may see: the arguments of a process are open to every user of this
 * computer, a file in a folder of our own is not.
 *
 * @param address holds the token
 */
export function writeOpeningPage(address: string): OpeningPage {
  // Only its maker may enter it (0700).
  const folder = mkdtempSync(join(tmpdir(), 'dispatch-desk-'))
  const path = join(folder, 'open.html')
  // In JSON a quote is escaped; "<" would still end the script.
  const quoted = JSON.stringify(address).replaceAll('<', '\\u003c')
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Dispatch Desk</title>
<script>location.replace(${quoted})</script>
`
  writeFileSync(path, page, { mode: 0o600, flag: 'wx' })
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The program that opens a file as its user would, and its arguments; null on a computer without a screen. */
export function openerOf(
  path: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): { program: string; args: string[] } | null {
  if (platform === 'darwin') return { program: 'open', args: [path] }
  if (platform === 'win32') return { program: 'cmd', args: ['/c', 'start', '', path] }
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { program: 'xdg-open', args: [path] } : null
}
