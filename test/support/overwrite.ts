import { readFileSync, writeFileSync } from 'node:fs'

/** Bytes of a page of the database. */
export const page = 4096

/** Puts other bytes into a file, as a failing disk would; its length stays. */
export function overwrite(file: string, at: number, to: Buffer): void {
  const all = readFileSync(file)
  to.copy(all, at)
  writeFileSync(file, all)
}
