import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { shell } from 'electron'

/** Shows a file in the system's own window of files, or its folder while there is no such file yet. */
export function showFile(path: string): boolean {
  const there = [path, dirname(path)].find(existsSync)
  if (there === undefined) return false
  shell.showItemInFolder(there)
  return true
}
