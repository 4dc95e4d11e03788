import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { Db } from './open.ts'

/** Read at a time; a multiple of every page size. */
const readBytes = 8 * 1024 * 1024
/** SQLite's locks lie on this byte and those after it; Windows lets nobody read there. */
const lockByte = 0x40000000

/**
 * Clears what the file still holds of deleted rows: the write-ahead log, and the unused room inside pages.
 * `secure_delete` overwrites what is deleted, but not the copy that stays behind in a page when its rows are moved to
 * another one: there a deleted text can still be read. Only VACUUM would clear it, at the price of writing the whole
 * file anew while every reply waits.
 *
 * So the room that the file format calls unused, between a page's list of cells and its cells, is filled with zeros in
 * place. Nothing points there, so a reader sees the same before, during and after, and so does whoever finds the file
 * after a power cut in between. Not during a transaction; the log must be empty, or it would hold newer pages.
 *
 * @see SQLite, Database File Format, "B-tree Pages"
 */
export function wiper(file: string) {
  let handle: number | null = null
  const block = Buffer.alloc(readBytes)

  /** @returns false when a reader was in the way for too long; then nothing was wiped */
  function wipe(db: Db): boolean {
    const [log] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
    if (log.busy !== 0) return false
    handle ??= openSync(file, 'r+')
    const pageBytes = db.pragma('page_size', { simple: true }) as number
    for (let at = 0; ; at += readBytes) {
      const length = readSync(handle, block, 0, readBytes, at)
      for (let page = 0; page + pageBytes <= length; page += pageBytes) {
        if (at + page === lockByte) continue
        const unused = unusedIn(block.subarray(page, page + pageBytes), at + page === 0 ? 100 : 0)
        if (unused === null || isZero(unused.bytes)) continue
        unused.bytes.fill(0)
        writeSync(handle, unused.bytes, 0, unused.bytes.length, at + page + unused.from)
      }
      if (length < readBytes) break
    }
    fsyncSync(handle)
    // A page that SQLite remembers would be written again with all that was in it.
    db.pragma('shrink_memory')
    return true
  }

  return {
    wipe,
    /**
     * Only after every connection: on POSIX, closing any handle of a file lets go of all the locks that this process
     * has on it, and another program could then take SQLite's log away.
     */
    close: (): void => {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}

/** @returns the room between the list of cells and the cells; null on a page that has none, or is no page of a b-tree */
function unusedIn(page: Buffer, header: number): { from: number; bytes: Buffer } | null {
  const kind = page[header]
  const isLeaf = kind === 10 || kind === 13
  if (!isLeaf && kind !== 2 && kind !== 5) return null
  const from = header + (isLeaf ? 8 : 12) + 2 * page.readUInt16BE(header + 3)
  // Zero stands for 65536.
  const to = page.readUInt16BE(header + 5) || 65_536
  return from < to && to <= page.length ? { from, bytes: page.subarray(from, to) } : null
}

const zeros = Buffer.alloc(65_536)
const isZero = (bytes: Buffer) => bytes.compare(zeros, 0, bytes.length) === 0
