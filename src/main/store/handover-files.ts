import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeRestoring } from './finish-restore.ts'

/** The one file that was made here for another desk. */
export const handoverFolder = (folder: string) => join(folder, 'handovers')
export const handoverPath = (folder: string, fileName: string) => join(handoverFolder(folder), fileName)
/** Parts of one that comes from another desk. */
export const incomingFolder = (folder: string) => join(folder, 'incoming')
export const incomingPath = (folder: string, id: string) => join(incomingFolder(folder), `${id}.desk`)

/** The texts as they are, while the file is made of them; and the file until it is whole. */
export const plainCopy = (folder: string) => join(handoverFolder(folder), 'copying')
export const unfinished = (folder: string) => join(handoverFolder(folder), 'sealing')

/** "Dispatch Desk handover 2026-11-29 18.30.05.desk", by the clock on the wall: people sort them by it. */
export function handoverName(now: number): string {
  const at = new Date(now)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `Dispatch Desk handover ${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.')}.desk`
}

export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** No texts as they are, and no half a file, lie about. */
export function removeUnsealed(folder: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) remove(`${plainCopy(folder)}${suffix}`)
  remove(unfinished(folder))
}

/** @param but the one that is still being brought */
export function removeIncoming(folder: string, but?: string): void {
  const there = incomingFolder(folder)
  for (const name of namesIn(there)) if (name !== `${but}.desk`) remove(join(there, name))
}

/** A file that was handed out is of no use any more: the desk works here. Copies elsewhere are not ours to reach. */
export function removeHandovers(folder: string): void {
  const there = handoverFolder(folder)
  for (const name of namesIn(there)) if (name.endsWith('.desk')) remove(join(there, name))
}

/** Before a desk opens the folder: what a kill left. */
export function sweepHandovers(folder: string): void {
  removeUnsealed(folder)
  removeIncoming(folder)
  try {
    removeRestoring(folder)
  } catch {
    // As above; the next restore says so.
  }
}

/** What cannot be removed now is removed at the next start, and is no reason to stop. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Somebody else has it open, or may write here and we may not.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
