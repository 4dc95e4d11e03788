import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { installFromDebian } from './debian.ts'

/** Names under which a Chromium-based browser is found on PATH, and the places where it is not on PATH. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

export const browserOnPath = (): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null

/** The browser that tests use: the one named in DESK_TEST_BROWSER, an installed one, or Playwright's own. */
export function findBrowser(): string | null {
  const named = process.env.DESK_TEST_BROWSER
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  const onPath = browserOnPath()
  if (onPath !== null) return onPath
  const { chromium } = createRequire(import.meta.url)('@playwright/test') as typeof import('@playwright/test')
  return [...places, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null
}

/**
 * Installs one by the way that works here: Debian's own package as root, else Playwright's download.
 *
 * @returns its path, or null when neither worked; what they said is on the screen
 */
export function installBrowser(): string | null {
  // Without fonts for Chinese and for emoji the window would be tested with empty boxes.
  installFromDebian('chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji')
  const found = findBrowser()
  if (found !== null) return found
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 420_000 })
  return findBrowser()
}

/** Chromium does not run as root inside its own sandbox. */
export const browserArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : []
