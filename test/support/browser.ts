import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { canInstallFromDebian, installFromDebian } from './debian.ts'

/** Debian's package of Chromium without the browser around its pages. */
const shell = 'chromium-headless-shell'
/** Names under which a Chromium-based browser is found on PATH, and the places where it is not on PATH. */
const names = [
  shell,
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
]
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const onPath = (name: string): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter((path) => existsSync(path))

export const browserOnPath = (): string | null => names.flatMap(onPath)[0] ?? null

/** The browser that tests use: the one named in DESK_TEST_BROWSER, an installed one, or Playwright's own. */
export function findBrowser(): string | null {
  const named = process.env.DESK_TEST_BROWSER
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  const first = browserOnPath()
  if (first !== null) return first
  const { chromium } = createRequire(import.meta.url)('@playwright/test') as typeof import('@playwright/test')
  return [...places, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null
}

/** Whether a sister package would do this browser's work in half the time: it is Debian's whole Chromium, and we are root. */
export const hasQuicker = (browser: string): boolean =>
  browser === '/usr/bin/chromium' && browser !== process.env.DESK_TEST_BROWSER && canInstallFromDebian()

/**
 * Installs one by the way that works here: Debian's own package as root, else Playwright's download.
 *
 * @returns the browser to use then, or null when there is none; what went wrong is on the screen
 */
export function installBrowser(): string | null {
  // Without fonts for Chinese and for emoji the window would be tested with empty boxes.
  const fonts = ['fonts-noto-cjk', 'fonts-noto-color-emoji']
  installFromDebian(shell, ...fonts)
  // Not every release has it.
  if (findBrowser() === null) installFromDebian('chromium', ...fonts)
  const found = findBrowser()
  if (found !== null) return found
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 420_000 })
  return findBrowser()
}

/** Chromium does not run as root inside its own sandbox. */
export const browserArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : []
