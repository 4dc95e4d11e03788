import { chmod, lstat, mkdir, stat, unlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import { connect, createServer, type Server as NetServer } from 'node:net'
import { dirname } from 'node:path'

export type Where = { socketPath: string } | { port: number }

/**
 * Starts to listen where only this user's processes reach it: on a socket file (0600 in a folder of 0700), on a
 * Windows named pipe, or on 127.0.0.1.
 *
 * @param where `port: 0` takes any free port. The socket's folder is made when missing; its path may be at most 107
 *   bytes long on Linux and 103 on macOS
 * @returns the address that was taken
 * @throws when the place is taken, or the folder is open to other users
 */
export async function bind(server: Server, where: Where): Promise<Where> {
  if ('port' in where) {
    await listening(server, () => server.listen({ host: '127.0.0.1', port: where.port }))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('A TCP server has no TCP address.')
    return { port: address.port }
  }
  const { socketPath } = where
  // Not a file: Windows gives a pipe to its creator.
  if (socketPath.startsWith('\\\\')) {
    await listening(server, () => server.listen({ path: socketPath }))
    return { socketPath }
  }
  await makePrivateFolder(dirname(socketPath))
  await removeStaleSocket(socketPath)
  await listening(server, () => server.listen({ path: socketPath }))
  await chmod(socketPath, 0o600)
  return { socketPath }
}

/** Whether this port of 127.0.0.1 could be listened on at this moment. */
export function isPortFree(port: number): Promise<boolean> {
  const server = createServer()
  return listening(server, () => server.listen({ host: '127.0.0.1', port })).then(
    () => new Promise((resolve) => server.close(() => resolve(true))),
    () => false,
  )
}

function listening(server: NetServer, listen: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', () => {
      server.off('error', reject)
      resolve()
    })
    listen()
  })
}

async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Checked and not changed: it may be a folder that others need, /tmp for one.
  if (((await stat(folder)).mode & 0o077) !== 0)
    throw new Error('The folder of the webhook socket is open to other users. It needs the rights 0700.')
}

/** A process that was killed leaves its socket file behind, and listening fails while it is there. */
async function removeStaleSocket(socketPath: string): Promise<void> {
  const found = await lstat(socketPath).catch(() => null)
  if (found === null) return
  if (!found.isSocket()) throw new Error('There is a file in the place of the webhook socket.')
  if (await answers(socketPath)) throw new Error('Another process listens on the webhook socket.')
  await unlink(socketPath)
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
