import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { type DeskReady, deskOverHttp, type PretendReady, root, run } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

test('npm run serve runs what was built, and says where', async () => {
  const running = await run<DeskReady>(['src/start.ts', 'serve'], { DESK_DATA_DIR: freshFolder() })
  try {
    expect(await deskOverHttp(running.ready).getDesk({})).toMatchObject({ ok: true, value: { mode: 'practice' } })
  } finally {
    await running.end()
  }
})

test('npm run pretend-vonage does too', async () => {
  const running = await run<PretendReady>(['src/start.ts', 'pretend-vonage'], {})
  try {
    expect((await fetch(`${running.ready.restHost}/pretend/record`)).status).toBe(200)
  } finally {
    await running.end()
  }
})

test.runIf(process.platform === 'linux')(
  'npm start without a display says so in one line, and prints the address of the window',
  async () => {
    const folder = freshFolder()
    const child = spawn(process.execPath, ['src/start.ts'], {
      cwd: root,
      // Nothing on this path opens a browser.
      env: { PATH: folder, HOME: folder, DESK_DATA_DIR: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    try {
      const errors: string[] = []
      child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
      expect(errors.join('')).toContain('because there is no display here')
      const url = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0] ?? ''
      expect((await fetch(url)).status).toBe(200)
    } finally {
      child.kill()
      await once(child, 'exit')
    }
  },
)
