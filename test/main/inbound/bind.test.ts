import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formOf, goodText } from './requests.ts'
import { exchange, openListener, post, statusOf } from './wire.ts'

describe.runIf(process.platform !== 'win32')('a socket file', () => {
  let folder = ''
  let socketPath = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inbound-'))
    socketPath = join(folder, 'private', 'webhooks')
  })
  afterEach(() => rm(folder, { recursive: true }))
  const mode = async (path: string) => (await stat(path)).mode & 0o777

  test('is 0600 in a folder of 0700, and takes webhooks', async () => {
    const before = process.umask(0)
    try {
      await using desk = await openListener({ where: { socketPath } })
      expect(desk.listener.address).toEqual({ socketPath })
      expect(await mode(join(folder, 'private'))).toBe(0o700)
      expect(await mode(socketPath)).toBe(0o600)
      expect(statusOf(await exchange(socketPath, post(formOf(goodText))))).toBe(200)
      expect(desk.store.texts).toHaveLength(1)
    } finally {
      process.umask(before)
    }
    await expect(stat(socketPath)).rejects.toThrow()
  })

  test('left behind by a killed process is replaced', async () => {
    await mkdir(join(folder, 'private'), { mode: 0o700 })
    await leaveStaleSocket(socketPath)
    expect((await stat(socketPath)).isSocket()).toBe(true)
    await using desk = await openListener({ where: { socketPath } })
    expect(statusOf(await exchange(socketPath, post(formOf(goodText))))).toBe(200)
    expect(desk.store.texts).toHaveLength(1)
  })

  test('of a living process is left alone', async () => {
    await using desk = await openListener({ where: { socketPath } })
    await expect(openListener({ where: { socketPath } })).rejects.toThrow('Another process')
    expect(statusOf(await exchange(socketPath, post(formOf(goodText))))).toBe(200)
    expect(desk.store.texts).toHaveLength(1)
  })

  test('does not take the place of a file', async () => {
    await mkdir(join(folder, 'private'), { mode: 0o700 })
    await writeFile(socketPath, 'someone`s notes')
    await expect(openListener({ where: { socketPath } })).rejects.toThrow('a file')
    expect((await stat(socketPath)).size).toBe(15)
  })

  test('is not made in a folder that others can enter', async () => {
    await mkdir(join(folder, 'private'))
    await chmod(join(folder, 'private'), 0o755)
    await expect(openListener({ where: { socketPath } })).rejects.toThrow('0700')
  })
})

test('a port is open on 127.0.0.1 only, and a taken one is an error', async () => {
  await using desk = await openListener()
  const other = createServer()
  // Free on every other address: whoever listens on all of them would be in the way.
  await listening(other, desk.port, '127.0.0.2')
  other.close()
  await expect(openListener({ where: { port: desk.port } })).rejects.toThrow('EADDRINUSE')
})

async function listening(server: Server, port: number, host: string) {
  server.listen(port, host)
  await once(server, 'listening')
}

/** A file of a socket nobody listens on, as a kill leaves it: Node would remove it in an orderly close. */
async function leaveStaleSocket(path: string) {
  const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
  await once(spawn(process.execPath, ['-e', script]), 'exit')
}
