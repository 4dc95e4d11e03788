import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { findSecrets, secrets as planted, secretsInFiles } from '../fault/planted.ts'
import { root, startPretendProcess } from '../support/processes.ts'
import { appEnvironment, expect, launch, test } from './launch.ts'

const secrets = {
  'api secret': planted['api secret'],
  'signature secret': planted['signature secret'],
  'ngrok token': planted['ngrok token'],
}

/** All that the app prints from now on. */
function printedBy(app: ElectronApplication): () => string {
  const printed: string[] = []
  const { stdout, stderr } = app.process()
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => printed.push(chunk))
  return () => printed.join('')
}

/** All that main answers and pushes to its window from now on, and, as the control, what the window asks. */
async function tapped(app: ElectronApplication) {
  await app.evaluate(({ ipcMain, BrowserWindow }) => {
    type Handler = (...given: unknown[]) => unknown
    const tap = { asked: [] as string[], told: [] as string[] }
    Object.assign(globalThis, { tap })
    const handlers = (Reflect.get(ipcMain, '_invokeHandlers') ?? Reflect.get(ipcMain, 'handlers')) as Map<
      string,
      Handler
    >
    for (const [channel, handler] of handlers)
      handlers.set(channel, async (event, ...asked) => {
        tap.asked.push(JSON.stringify(asked))
        const answer = await handler(event, ...asked)
        tap.told.push(JSON.stringify(answer))
        return answer
      })
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('There is no window')
    const send = window.webContents.send.bind(window.webContents)
    window.webContents.send = (channel: string, ...told: unknown[]) => {
      tap.told.push(JSON.stringify(told))
      send(channel, ...told)
    }
  })
  return () => app.evaluate(() => Reflect.get(globalThis, 'tap') as { asked: string[]; told: string[] })
}

/** As it is shown, and what stands in its boxes. */
const shownOn = (page: Page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[]
    return [document.documentElement.outerHTML, ...boxes.map(({ value }) => value)].join('\n')
  })

/** A person enters everything, goes live, and sends a text that arrives, one that does not, and one to nobody. */
async function workWith(page: Page, vonage: Awaited<ReturnType<typeof startPretendProcess>>): Promise<string[]> {
  const shown: string[] = []
  const look = async () => shown.push(await shownOn(page))
  await page.evaluate(() => {
    window.location.hash = '#setup'
  })
  await page.getByLabel('API key').fill(vonage.ready.key)
  await page.getByLabel('API secret').fill(secrets['api secret'])
  await page.getByRole('button', { name: 'Check and keep' }).click()
  await expect(page.locator('.st6').first()).toHaveClass('st6 done')
  await look()
  await page.evaluate(
    async ({ number, ...entered }) => {
      const { desk } = window
      await desk.saveAccount({ number, ...entered })
      await desk.saveAccount({ apiSecret: '', ngrokAuthtoken: entered.ngrokAuthtoken })
      await desk.checkAccount({})
      await desk.listNumbers({})
      await desk.saveAccount({ ngrokAuthtoken: '' })
      await desk.setMode({ mode: 'live' })
      await desk.getDesk({})
    },
    {
      number: `+${vonage.ready.number}`,
      signatureSecret: secrets['signature secret'],
      ngrokAuthtoken: secrets['ngrok token'],
    },
  )
  await vonage.next({ answer: 'usual', statuses: ['0'] }, { answer: 'http', code: 500 }, { answer: 'html' })
  for (const to of ['+44 7700 900101', '+44 7700 900102', '+44 7700 900103'])
    await page.evaluate((number) => window.desk.sendSms({ submissionId: number, to: number, text: 'hello' }), to)
  await expect.poll(async () => (await vonage.record()).requests.length).toBeGreaterThan(2)
  await page.evaluate(() => window.desk.checkEverything({}))
  await look()
  await page.evaluate(() => {
    window.location.hash = ''
  })
  await look()
  return shown
}

const startVonage = () => startPretendProcess('--key', 'abcd1234', '--secret', secrets['api secret'])
const environmentOf = ({ ready }: Awaited<ReturnType<typeof startVonage>>) => ({
  VONAGE_REST_HOST: ready.restHost,
  VONAGE_API_HOST: ready.restHost,
})

for (const switches of [{ DEBUG: '*' }, { DEBUG: '*', NODE_DEBUG: 'http,https,net,tls,undici,fetch,stream' }])
  test(`with ${Object.keys(switches).join(' and ')} set no secret is printed, shown, or told to the window`, async ({
    start,
    dataDir,
  }) => {
    const vonage = await startVonage()
    try {
      const { app, page, quit } = await start({ ...environmentOf(vonage), ...switches })
      const printed = printedBy(app)
      const traffic = await tapped(app)
      const shown = await workWith(page, vonage)
      const { asked, told } = await traffic()
      await quit()
      expect(findSecrets(printed(), secrets)).toEqual([])
      expect(findSecrets(shown.join('\n'), secrets)).toEqual([])
      expect(told.length).toBeGreaterThan(10)
      expect(findSecrets(told.join('\n'), secrets)).toEqual([])
      expect(secretsInFiles(dataDir, secrets)).toEqual([])
      // The control: the same search finds them in what the window asked.
      for (const name of Object.keys(secrets))
        expect(findSecrets(asked.join('\n'), secrets)).toContain(`${name} in json`)
    } finally {
      await vonage.end()
    }
  })

test('control: a desk that leaves DEBUG in its environment prints what it sends to Vonage', async ({ dataDir }) => {
  const vonage = await startVonage()
  const folder = appWithout('delete environment.DEBUG')
  try {
    const env = { ...appEnvironment(dataDir), ...environmentOf(vonage), DEBUG: '*' }
    const { app, page, quit } = await launch(env, [], folder)
    const printed = printedBy(app)
    await workWith(page, vonage)
    await quit()
    expect(findSecrets(printed(), secrets)).not.toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await vonage.end()
  }
})

/** The app as it was built, without one thing that it does. @returns a folder to start it from */
function appWithout(done: string): string {
  const folder = join(root, 'node_modules', '.cache', 'dispatch-desk', `app-without-${process.pid}`)
  for (const name of ['out', 'resources', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  const files = readdirSync(join(folder, 'out', 'main'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.cjs'))
    .map((name) => join(folder, 'out', 'main', name))
  const places = files.filter((file) => readFileSync(file, 'utf8').includes(done))
  expect(places).toHaveLength(1)
  for (const file of places) writeFileSync(file, readFileSync(file, 'utf8').replace(done, 'void 0'))
  return folder
}
