import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/**
 * Electron's list of twenty points, as far as the source tells. What a running window shows is in test/electron; the
 * binary's switches (19) are looked at once the program is packed.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url))

type Sources = ReadonlyMap<string, string>

function sourcesOf(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesOf(path)
    return /\.(tsx?|html)$/.test(entry.name) ? [[relative(root, join(root, path)), read(path)] as [string, string]] : []
  })
}
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Comments say what is not done and why, and do nothing. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
const source: Sources = new Map(sourcesOf('src').map(([path, text]) => [path, withoutComments(text)]))
const window = 'src/main/electron/window.ts'
const board = 'src/main/electron/wallboard.ts'
const lock = 'src/main/electron/locked-page.ts'

/** Files in which something stands. */
const filesWith = (sources: Sources, what: RegExp, where = /./) =>
  [...sources].filter(([path, text]) => where.test(path) && what.test(text)).map(([path]) => path)
/** Whether a file says all of it. */
const says = (sources: Sources, path: string, ...what: RegExp[]) =>
  what.every((each) => each.test(sources.get(path) ?? ''))
const ours = /^src\/(main\/(electron|index)|preload|renderer)/

interface Point {
  nth: number
  name: string
  /** What is wrong; empty when the point holds. */
  holds: (sources: Sources) => boolean
  /** A mistake of one line that this must notice. */
  mistake: { file: string; right: string; wrong: string }
}

const inWindow = (right: string, wrong: string) => ({ file: window, right, wrong })
const points: Point[] = [
  {
    nth: 1,
    name: 'nothing is loaded without encryption, but what the development server on this computer gives',
    holds: (sources) =>
      filesWith(sources, /['"`](http|ws):\/\/(?!127\.0\.0\.1|localhost|www\.w3\.org)/, ours).length === 0,
    mistake: inWindow("title: 'Dispatch Desk',", "title: 'http://example.com/',"),
  },
  {
    nth: 2,
    name: 'no Node in a page',
    holds: (sources) =>
      says(sources, window, /nodeIntegration: false/) && filesWith(sources, /nodeIntegration\w*: true/).length === 0,
    mistake: inWindow('nodeIntegration: false', 'nodeIntegration: true'),
  },
  {
    nth: 3,
    name: 'pages and preload are apart',
    holds: (sources) => says(sources, window, /contextIsolation: true/),
    mistake: inWindow('contextIsolation: true', 'contextIsolation: false'),
  },
  {
    nth: 4,
    name: 'every page in the sandbox',
    holds: (sources) =>
      says(sources, window, /sandbox: true/) &&
      says(sources, 'src/main/index.ts', /app\.enableSandbox\(\)/) &&
      filesWith(sources, /no-sandbox/).length === 0,
    mistake: { file: 'src/main/index.ts', right: 'app.enableSandbox()', wrong: '' },
  },
  {
    nth: 5,
    name: 'permissions are asked for and looked up in our own list',
    holds: (sources) => says(sources, lock, /setPermissionRequestHandler/, /setPermissionCheckHandler/),
    mistake: { file: lock, right: 'setPermissionCheckHandler', wrong: 'setDevicePermissionHandler' },
  },
  {
    nth: 6,
    name: 'the web’s own rules stay on',
    holds: (sources) => filesWith(sources, /webSecurity|disable-web-security/).length === 0,
    mistake: inWindow('webviewTag: false', 'webviewTag: false, webSecurity: false'),
  },
  {
    nth: 7,
    name: 'a policy with no inline code, no eval, and trusted types',
    holds: (sources) =>
      says(sources, 'src/main/page-headers.ts', /default-src 'none'/, /require-trusted-types-for 'script'/) &&
      filesWith(sources, /unsafe-(inline|eval)/).length === 0,
    mistake: {
      file: 'src/main/page-headers.ts',
      right: `"script-src 'self'"`,
      wrong: `"script-src 'self' 'unsafe-eval'"`,
    },
  },
  {
    nth: 8,
    name: 'no insecure content',
    holds: (sources) => filesWith(sources, /allowRunningInsecureContent|allow-running-insecure/).length === 0,
    mistake: inWindow('webviewTag: false', 'webviewTag: false, allowRunningInsecureContent: true'),
  },
  {
    nth: 9,
    name: 'no experiments',
    holds: (sources) => filesWith(sources, /experimentalFeatures|enable-experimental/).length === 0,
    mistake: inWindow('webviewTag: false', 'webviewTag: false, experimentalFeatures: true'),
  },
  {
    nth: 10,
    name: 'no features of Blink switched on by name',
    holds: (sources) => filesWith(sources, /enableBlinkFeatures|enable-blink-features/).length === 0,
    mistake: inWindow('webviewTag: false', "webviewTag: false, enableBlinkFeatures: 'x'"),
  },
  {
    nth: 11,
    name: 'no webview',
    holds: (sources) => filesWith(sources, /<webview|allowpopups/i).length === 0,
    mistake: { file: 'src/renderer/index.html', right: '<body', wrong: '<webview allowpopups></webview><body' },
  },
  {
    nth: 12,
    name: 'and none can be made',
    holds: (sources) => says(sources, window, /webviewTag: false/) && says(sources, lock, /will-attach-webview/),
    mistake: inWindow('webviewTag: false', 'webviewTag: true'),
  },
  {
    nth: 13,
    name: 'the page stays where it is',
    holds: (sources) => says(sources, lock, /will-navigate/, /will-frame-navigate/, /will-redirect/),
    mistake: { file: lock, right: 'will-frame-navigate', wrong: 'did-frame-navigate' },
  },
  {
    nth: 14,
    name: 'no page opens a window: ours are made in two places, and held in place',
    holds: (sources) =>
      says(sources, lock, /setWindowOpenHandler\(\(\{ url \}\) => \{\s+onOther\(url\)\s+return \{ action: 'deny' \}/) &&
      filesWith(sources, /new BrowserWindow\(/).join() === [board, window].join() &&
      [board, window].every((file) =>
        says(sources, file, /ownPage\(needs\.preload\)/, /holdInPlace\(window\.webContents/),
      ),
    mistake: { file: lock, right: "action: 'deny'", wrong: "action: 'allow'" },
  },
  {
    nth: 15,
    name: 'one place hands addresses to the system, and asks first',
    holds: (sources) =>
      filesWith(sources, /openExternal|openPath/).join() === 'src/main/electron/links.ts' &&
      says(sources, 'src/main/electron/links.ts', /readLink\(/, /showMessageBox\(/),
    mistake: { file: 'src/main/electron/menu.ts', right: 'import {', wrong: 'shell.openExternal(x)\nimport {' },
  },
  {
    nth: 17,
    name: 'every call over IPC is asked where it comes from',
    holds: (sources) =>
      filesWith(sources, /ipcMain/).join() === 'src/main/electron/ipc.ts' &&
      says(
        sources,
        'src/main/electron/ipc.ts',
        /=> isOurs\(/,
        /if \(!may\('window'\) && !\(may\('board'\) && boardCalls\.has\(name\)\)\)/,
      ),
    mistake: { file: 'src/main/electron/ipc.ts', right: ' && boardCalls.has(name)', wrong: '' },
  },
  {
    nth: 18,
    name: 'pages come from a scheme of our own, never from files',
    holds: (sources) =>
      filesWith(sources, /file:\/\/|\.loadFile\(/, /^src\/main\/(electron|index)/).length === 0 &&
      says(sources, 'src/main/electron/serve-bundle.ts', /standard: true, secure: true/) &&
      filesWith(sources, /bypassCSP: true/).length === 0,
    mistake: inWindow('window.loadURL(needs.address)', 'window.loadFile(needs.address)'),
  },
  {
    nth: 20,
    name: 'the page gets one frozen object, and no event of Electron’s',
    holds: (sources) =>
      says(sources, 'src/preload/index.ts', /Object\.freeze\(/) &&
      (sources.get('src/preload/index.ts')?.match(/exposeInMainWorld/g) ?? []).length === 1 &&
      !/exposeInMainWorld\([^)]*ipcRenderer/.test(sources.get('src/preload/index.ts') ?? ''),
    mistake: { file: 'src/preload/index.ts', right: 'Object.freeze(', wrong: '(' },
  },
]

test.each(points)('$nth: $name', ({ holds, mistake: { file, right, wrong } }) => {
  expect(holds(source)).toBe(true)
  const text = source.get(file) ?? ''
  expect(text, `${file} no longer says ${right}`).toContain(right)
  expect(holds(new Map([...source, [file, text.replace(right, wrong)]])), 'the mistake is not noticed').toBe(false)
})

/** Three majors are looked after, a new one every eight weeks. */
const current = { major: 45, until: '2027-06-01' }
test('16: the version of Electron is one that is still looked after', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { electron: string } }
  expect(Number(devDependencies.electron.split('.')[0])).toBeGreaterThanOrEqual(current.major)
  // A day in the calendar must not turn a change red that has nothing to do with it.
  if (Date.now() > Date.parse(current.until))
    console.warn(`Electron ${current.major} may no longer be looked after: look before a release.`)
})
