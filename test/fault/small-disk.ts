import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from '../support/store.ts'

export interface SmallDisk {
  folder: string
  /** Takes every byte that is left. */
  fill(): void
  /** Gives them back. */
  free(): void
  close(): void
}

const mount = (folder: string, megabytes: number) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]).status === 0
const unmount = (folder: string) => {
  if (spawnSync('umount', [folder]).status !== 0) spawnSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
}

/** Why there can be no small disk here; null when there can. */
export function smallDiskMissing(): string | null {
  if (process.platform !== 'linux') return 'a small file system can be mounted on Linux only'
  const folder = freshFolder('small-disk')
  const mounted = mount(folder, 1)
  unmount(folder)
  return mounted ? null : 'mounting is not allowed here; it takes root'
}

/** A file system of its own size. The caller closes it. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = freshFolder('small-disk')
  if (!mount(folder, megabytes)) throw new Error('The small disk could not be mounted')
  const filler = join(folder, 'filler')
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'a')
      for (const size of [1 << 20, 1 << 16, 1 << 12, 1]) while (writes(file, Buffer.alloc(size))) {}
      closeSync(file)
    },
    free: () => {
      const file = openSync(filler, 'r+')
      ftruncateSync(file)
      closeSync(file)
    },
    close: () => unmount(folder),
  }
}

function writes(file: number, bytes: Buffer): boolean {
  try {
    return writeSync(file, bytes) === bytes.length
  } catch {
    return false
  }
}
