import { callNames } from '../../src/shared/desk-names.ts'
import { expect, test } from './launch.ts'

test('the page has no Node, and of Electron only the frozen desk', async ({ shared: { page } }) => {
  const seen = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'standInSend'].filter(
      (name) => name in globalThis,
    ),
    names: Object.keys(window.desk),
    frozen: Object.isFrozen(window.desk),
    replaceable: Object.getOwnPropertyDescriptor(window, 'desk')?.writable,
  }))
  expect(seen).toEqual({ globals: [], names: [...callNames, 'on'], frozen: true, replaceable: false })
})

test('no text of the page becomes code', async ({ shared: { page } }) => {
  const ran = await page.evaluate(async () => {
    const world = globalThis as unknown as Record<string, unknown>
    const attempts: Record<string, () => void> = {
      inlineScript: () => {
        const script = document.createElement('script')
        script.append('globalThis.inlineScript = true')
        document.body.append(script)
      },
      inlineHandler: () => {
        const button = document.createElement('button')
        button.setAttribute('onclick', 'globalThis.inlineHandler = true')
        document.body.append(button)
        button.click()
        button.remove()
      },
      html: () => {
        document.createElement('div').innerHTML = '<img src=x onerror="globalThis.html = true">'
      },
      evaluated: () => {
        const evaluate: (text: string) => void = Reflect.get(globalThis, 'eval')
        evaluate('globalThis.evaluated = true')
      },
      functionText: () => void new Function('globalThis.functionText = true')(),
      dataScript: () => {
        const script = document.createElement('script')
        script.setAttribute('src', 'data:text/javascript,globalThis.dataScript = true')
        document.body.append(script)
      },
    }
    // Later, and not at once: while the test's own call runs, the debugger lets text become code.
    await new Promise((resolve) => setTimeout(resolve))
    for (const attempt of Object.values(attempts))
      try {
        attempt()
      } catch {}
    await new Promise((resolve) => setTimeout(resolve, 100))
    return Object.keys(attempts).filter((name) => world[name] === true)
  })
  expect(ran).toEqual([])
})

test('the page is served with the whole policy, and reaches nothing but its own files', async ({
  shared: { page },
}) => {
  const answer = await page.evaluate(async () => {
    const own = await fetch(location.href)
    const outside = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    )
    const escaped = await fetch('/%2e%2e/main/index.cjs').then((response) => response.status)
    return { headers: Object.fromEntries(own.headers), outside, escaped, base: document.baseURI === location.href }
  })
  expect(answer.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
  )
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  expect(answer).toMatchObject({ outside: 'refused', escaped: 404, base: true })
})

test('the page itself needs nothing that the policy refuses', async ({ shared: { app, page } }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  // Once more from the start: what it said while it was opened has gone by.
  const loaded = page.waitForEvent('load')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await loaded
  await expect(page.locator('body *:visible').first()).toBeVisible()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  expect(complaints).toEqual([])
})

test('the page is granted nothing but copying', async ({ shared: { page } }) => {
  const granted = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'clipboard-write',
      'persistent-storage',
      'idle-detection',
      'local-fonts',
      'window-management',
    ]
    const states = await Promise.all(
      names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName })
        return state === 'granted' ? name : null
      }),
    )
    return {
      states: states.filter((each) => each !== null),
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('told'),
          ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'failed'),
        ),
      ),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'seen',
        () => 'not seen',
      ),
    }
  })
  expect(granted).toEqual({
    states: ['clipboard-write'],
    notifications: 'denied',
    place: 'denied',
    camera: 'not seen',
  })
})

test('an argument that is no data is answered, and one that the bridge refuses throws into the page', async ({
  shared: { page },
}) => {
  const answers = await page.evaluate(async () => {
    const ask = window.desk.getDesk as (argument: unknown) => Promise<{ ok: boolean; problem?: { code: string } }>
    const codeOf = async (argument: unknown) => (await ask(argument)).problem?.code
    let deep: unknown = 1
    for (let depth = 0; depth < 1100; depth += 1) deep = [deep]
    const thrown = (argument: unknown) => {
      try {
        void ask(argument)
        return 'nothing'
      } catch (error) {
        return error instanceof Error ? error.constructor.name : 'something else'
      }
    }
    return {
      function: await codeOf({ run: () => 1 }),
      big: await codeOf({ text: 'x'.repeat(300_000) }),
      unknownField: await codeOf({ more: 1 }),
      deep: thrown(deep),
    }
  })
  expect(answers).toEqual({
    function: 'bad-argument',
    big: 'too-large',
    unknownField: 'bad-argument',
    deep: 'TypeError',
  })
})
