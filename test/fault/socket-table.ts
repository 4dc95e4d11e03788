import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Where a process listens, as the kernel says. */
export interface Listening {
  /** `127.0.0.1:8080`; anything else is written so that it cannot be mistaken for loopback. */
  tcp: string[]
  /** UDP sockets that are bound to a port and connected to nobody. */
  udp: string[]
  /** Paths of Unix sockets. */
  unix: string[]
}

/** @param pid a process of this computer; Linux only */
export function listeningSockets(pid: number): Listening {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
      } catch {
        return [] // closed meanwhile
      }
    }),
  )
  const table = (name: string) =>
    readFileSync(`/proc/${pid}/net/${name}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
  // Columns: number, local, remote, state, …, inode. 0A is LISTEN; an unconnected UDP socket is 07.
  const bound = (state: string, ...names: string[]) =>
    names.flatMap((name) =>
      table(name).flatMap((row) => (row[3] === state && inodes.has(row[9] ?? '') ? [address(row[1] ?? '')] : [])),
    )
  return {
    tcp: bound('0A', 'tcp', 'tcp6'),
    udp: bound('07', 'udp', 'udp6'),
    // Columns: number, references, protocol, flags, type, state, inode, path. The flag is __SO_ACCEPTCON.
    unix: table('unix').flatMap((row) => (row[3] === '00010000' && inodes.has(row[6] ?? '') ? [row[7] ?? ''] : [])),
  }
}

function address(hex: string): string {
  const [ip = '', port = ''] = hex.split(':')
  const name = ip === '0100007F' ? '127.0.0.1' : `not loopback: ${ip}`
  return `${name}:${Number.parseInt(port, 16)}`
}
