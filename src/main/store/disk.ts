import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'

/** What is under this name, file or folder, outlasts a power cut from here on. */
export function syncToDisk(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return // Windows has no fsync of folders
  const handle = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
