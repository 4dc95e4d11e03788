import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lockFolder } from '../../../src/main/store/lock.ts'
import { newDataFolder } from '../../support/data-folder.ts'
import { inboundText } from '../../support/store.ts'

describe('the folder belongs to one desk', () => {
  test('in the same process', async () => {
    const { folder, open } = newDataFolder()
    const first = await open()
    await expect(open()).rejects.toMatchObject({ code: 'in-use', message: expect.stringContaining(folder) })
    await first.write('receive', inboundText())
    await first.close()
    await open()
  })

  test('in another process, until that ends, however it ends', async () => {
    const { folder, file, open } = newDataFolder()
    const module = new URL('../../../src/main/store/lock.ts', import.meta.url).href
    const script = `
      const { lockFolder } = await import(${JSON.stringify(module)})
      const unlock = lockFolder(${JSON.stringify(folder)})
      process.stdout.write('locked')
      // What nobody holds is collected, and its lock with it.
      setInterval(() => unlock, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await once(child.stdout, 'data')
      await expect(open()).rejects.toMatchObject({ code: 'in-use' })
      expect(existsSync(file)).toBe(false)
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    await open()
  })

  test('and a lock file that was damaged keeps nobody out, and still only one in', () => {
    const { folder } = newDataFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'desk.lock'), 'garbage '.repeat(100))
    const unlock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow('already works')
    unlock()
    lockFolder(folder)()
  })
})

describe('a folder that cannot be written is named, and not taken for one in use:', () => {
  test('a file where the folder should be', async () => {
    const { folder, open } = newDataFolder()
    writeFileSync(folder, 'not a folder')
    await expect(open()).rejects.toMatchObject({ code: 'not-writable', message: expect.stringContaining(folder) })
  })

  test('a lock that cannot be made', async () => {
    const { folder, open } = newDataFolder()
    mkdirSync(join(folder, 'desk.lock'), { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'not-writable', message: expect.stringContaining(folder) })
  })
})
