import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { eventually, root } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

/** Every argument of every process on this computer, as every user may read them. */
const argumentsOfAll = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')

test.runIf(process.platform === 'linux')(
  'with --open the browser gets the token in a file of ours, and no process has it in its arguments',
  async () => {
    const folder = freshFolder()
    const seen = join(folder, 'seen')
    // Stands for the desktop's own, and stays, as a browser would.
    writeFileSync(
      join(folder, 'xdg-open'),
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}.new'\nmv '${seen}.new' '${seen}'\nsleep 3\n`,
      {
        mode: 0o755,
      },
    )
    const child = spawn(process.execPath, ['out/main/serve.cjs', '--open'], {
      cwd: root,
      env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, DISPLAY: ':0', DESK_DATA_DIR: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
      const url = /http:\S+/.exec(line)?.[0] ?? ''
      const token = new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
      expect(token.length).toBeGreaterThan(30)
      const path = await eventually(() => readFileSync(seen, 'utf8').trim())
      // The look can find something: the path stands there.
      expect(argumentsOfAll()).toContain(path)
      expect(argumentsOfAll()).not.toContain(token)
      expect(readFileSync(path, 'utf8')).toContain(url)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      child.kill('SIGTERM')
      await once(child, 'exit')
      expect(existsSync(path)).toBe(false)
    } finally {
      child.kill('SIGKILL')
    }
  },
)
