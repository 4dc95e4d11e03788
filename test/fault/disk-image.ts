import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from '../support/store.ts'

/** A disk of its own: an ext4 file system in a file, as the kernel mounts it. */
export interface Disk {
  folder: string
  /**
   * What the disk holds at this moment, and nothing of what the system still keeps in memory for it. Whoever writes
   * there is to be stopped before, so that the copy is of one moment.
   *
   * @returns another disk, which has yet to be mounted
   */
  copy(): string
  /** `/dev/loop0`. */
  device(): string
  unmount(): void
  /** Takes it away, with its file. */
  close(): void
}

const megabytes = 64
const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' })
function must(command: string, ...args: string[]): void {
  const { status, stderr } = run(command, ...args)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}

/** @returns the file of a new disk */
export function newDisk(): string {
  const image = join(freshFolder('disk'), 'image')
  const file = openSync(image, 'w', 0o600)
  ftruncateSync(file, megabytes << 20)
  closeSync(file)
  must('mkfs.ext4', '-q', '-F', image)
  return image
}

/** @param image its file; one that lost its power is repaired by its journal, as at any start of a computer */
export function mountDisk(image: string): Disk {
  const folder = freshFolder('mounted')
  must('mount', '-t', 'ext4', '-o', 'loop,errors=remount-ro', image, folder)
  const unmount = () => {
    if (run('umount', folder).status !== 0) run('umount', '--lazy', folder)
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    folder,
    copy: () => {
      const copy = join(freshFolder('disk'), 'image')
      must('cp', '--sparse=always', image, copy)
      return copy
    },
    device: () => run('findmnt', '-n', '-o', 'SOURCE', folder).stdout.trim(),
    unmount,
    close: () => {
      unmount()
      rmSync(image, { force: true })
    },
  }
}

/** Why there can be no disk of its own here; null when there can. */
export function diskMissing(): string | null {
  if (process.platform !== 'linux') return 'a disk in a file can be mounted on Linux only'
  if (process.getuid?.() !== 0) return 'mounting a disk in a file takes root'
  if (run('mkfs.ext4', '-V').error !== undefined) return 'there is no mkfs.ext4 here (e2fsprogs)'
  try {
    mountDisk(newDisk()).close()
    return null
  } catch (error) {
    return `a disk in a file cannot be mounted here: ${error instanceof Error ? error.message.trim() : error}`
  }
}
