import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { applicationId, migrations } from './schema.ts'
import { StoreUnusable } from './unusable.ts'

/** Looks at the header's bytes before SQLite may touch the file. */
export function checkHeader(file: string): void {
  if (!statSync(file).isFile())
    throw new StoreUnusable(
      'foreign',
      `${file} is not a file. It was left as it is. Take it away, or choose another data folder.`,
    )
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  const size = readSync(handle, header, 0, 100, 0)
  closeSync(handle)
  if (size === 0)
    throw new StoreUnusable(
      'empty',
      `${file} is empty, although it held texts. It was left as it is. Restore a backup.`,
    )
  if (size < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw damaged(file)
  if (header.readUInt32BE(68) !== applicationId)
    throw new StoreUnusable(
      'foreign',
      `${file} belongs to another program. It was left as it is. Choose another data folder.`,
    )
  refuseNewer(header.readUInt32BE(60), file)
}

export function refuseNewer(version: number, file: string): void {
  if (version > migrations.length)
    throw new StoreUnusable(
      'newer',
      `${file} was written by a newer Dispatch Desk (version ${version} of its layout; this one knows ${migrations.length}). It was left as it is. Install the newer one.`,
    )
}

export const isDamage = (error: unknown) =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))

export const damaged = (file: string) =>
  new StoreUnusable(
    'damaged',
    `${file} is damaged. It was left as it is. Restore a backup. Vonage keeps replies for up to a day.`,
  )
