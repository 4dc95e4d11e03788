import { chmod, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface LogFileLimits {
  fileBytes: number
  /** The one that is written to included. */
  files: number
  /** Nothing older is kept. */
  keptMs: number
  /** What waits for the disk at the most; beyond it lines are dropped. */
  waitingBytes: number
  /** How often what waits is written. */
  writeMs: number
  /** After a write that failed. */
  againMs: number
  /** How often the age of what is kept is looked at. */
  ageMs: number
}

const dayMs = 86_400_000
const usualLimits: LogFileLimits = {
  fileBytes: 2_000_000,
  files: 5,
  keptMs: 14 * dayMs,
  waitingBytes: 256 * 1024,
  writeMs: 200,
  againMs: 1000,
  ageMs: 3_600_000,
}

export interface LogFile {
  /** Takes a line with its line feed; never throws and never waits. */
  write(line: string): void
  /** Writes what waits, as far as the disk takes it, and ends. */
  close(): Promise<void>
}

/**
 * `desk.log` in a folder of its own and, as it grows, `desk.1.log` (newer) to `desk.4.log`. Written to in the
 * background; a disk that is full, slow or gone costs lines, never the desk.
 *
 * @param needs.onLost so many lines were dropped; called once, when writing works again
 * @param needs.now epoch ms
 * @param needs.clock ms, of a clock that never jumps
 */
export function openLogFile(needs: {
  folder: string
  now: () => number
  clock: () => number
  onLost: (lines: number) => void
  limits?: Partial<LogFileLimits>
}): LogFile {
  const { folder, now, clock } = needs
  const limits = { ...usualLimits, ...needs.limits }
  const name = (index: number) => join(folder, index === 0 ? 'desk.log' : `desk.${index}.log`)
  let waiting: string[] = []
  let waitingBytes = 0
  let lost = 0
  let failing = false
  let file: { handle: FileHandle; size: number } | null = null
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let looked = { at: now(), on: clock() }

  async function openFile(): Promise<NonNullable<typeof file>> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    const handle = await open(name(0), 'a', 0o600)
    try {
      await handle.chmod(0o600)
      const { size } = await handle.stat()
      return { handle, size }
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async function closeFile(): Promise<void> {
    const { handle } = file ?? {}
    file = null
    await handle?.close()
  }

  /** Renamed from the oldest on, whose place is taken. */
  async function turnOver(): Promise<void> {
    await closeFile()
    for (let index = limits.files - 1; index > 0; index -= 1)
      await rename(name(index - 1), name(index)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
  }

  async function writeWaiting(): Promise<void> {
    if (waiting.length === 0) return
    let bytes = Buffer.from(waiting.join(''))
    waiting = []
    waitingBytes = 0
    try {
      file ??= await openFile()
      if (file.size > 0 && file.size + bytes.length > limits.fileBytes) {
        await turnOver()
        file = await openFile()
      }
      while (bytes.length > 0) {
        const { bytesWritten } = await file.handle.write(bytes)
        file.size += bytesWritten
        bytes = bytes.subarray(bytesWritten)
      }
      failing = false
      const before = lost
      lost = 0
      if (before > 0) needs.onLost(before)
    } catch {
      failing = true
      // A full disk may have taken half a line: what is left goes on where it ended.
      waiting.unshift(bytes.toString())
      waitingBytes += bytes.length
      await closeFile().catch(() => {})
      wake()
    }
  }

  /**
   * By age only while the clock can be believed: since the last look it has moved as far as one that never jumps, and
   * no file is of a time to come. A clock that is wrong must not take away what a person may need; there are never more
   * than `files` in any case.
   */
  async function lookAtAge(): Promise<void> {
    const last = looked
    looked = { at: now(), on: clock() }
    const drift = Math.abs(looked.at - last.at - (looked.on - last.on))
    if (drift > limits.ageMs / 10) return
    const names = (await readdir(folder)).filter((each) => /^desk(\.\d)?\.log$/.test(each))
    const spans = await Promise.all(names.map((each) => spanOf(join(folder, each))))
    if (spans.some(({ to }) => to > looked.at + limits.ageMs)) return
    for (const { path, from } of spans)
      if (path !== name(0) && looked.at - from > limits.keptMs) await rm(path, { force: true })
    // Else the oldest line of a quiet desk would stay for as long as its file has room.
    const newest = spans.find(({ path }) => path === name(0))
    if (newest !== undefined && looked.at - newest.from > limits.keptMs / limits.files) await turnOver()
  }

  function wake(): void {
    timer ??= setTimeout(
      () => {
        timer = null
        writing = writing.then(writeWaiting)
      },
      failing ? limits.againMs : limits.writeMs,
    )
    timer.unref()
  }

  const aging = setInterval(() => {
    writing = writing.then(lookAtAge).catch(() => {})
  }, limits.ageMs)
  aging.unref()

  return {
    write: (line) => {
      if (waitingBytes + line.length > limits.waitingBytes) {
        lost += 1
        return
      }
      waiting.push(line)
      waitingBytes += line.length
      wake()
    },
    close: async () => {
      clearInterval(aging)
      await writing
      await writeWaiting()
      await writeWaiting() // How many were lost, if any.
      if (timer !== null) clearTimeout(timer)
      await closeFile().catch(() => {})
    },
  }
}

/** The times of its first line and of its last change, epoch ms. */
async function spanOf(path: string): Promise<{ path: string; from: number; to: number }> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0)
    const first = /"time":"([^"]{24})"/.exec(buffer.toString('latin1', 0, bytesRead))?.[1]
    const { mtimeMs } = await stat(path)
    const from = Date.parse(first ?? '')
    return { path, from: Number.isNaN(from) ? mtimeMs : from, to: mtimeMs }
  } finally {
    await handle.close()
  }
}
