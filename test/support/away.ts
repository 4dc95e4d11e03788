import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type DeskProcess, freePort, type PretendProcess, startDeskProcess } from './processes.ts'
import { freshFolder } from './store.ts'

/** A live desk whose own address leads to it, over and over on one folder and one port. */
export async function deskOf(vonage: PretendProcess) {
  const folder = freshFolder()
  const port = String(await freePort())
  const start = (env: Record<string, string> = {}): Promise<DeskProcess> =>
    startDeskProcess({
      ...vonage.env,
      DESK_DATA_DIR: folder,
      DESK_WEBHOOK_PORT: port,
      DESK_PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...env,
    })
  return { folder, start }
}

/** Nobody listens there. */
export const nowhere = async () => ({ VONAGE_API_HOST: `http://127.0.0.1:${await freePort()}` })

/** A folder whose desk has ended is as if that had been so long ago: nothing else tells how long it was away. */
export function endedAgo(folder: string, ms: number): void {
  const db = new Database(join(folder, 'live', 'desk.db'))
  try {
    const { changes } = db.prepare("UPDATE meta SET value = ? WHERE key = 'alive'").run(String(Date.now() - ms))
    if (changes !== 1) throw new Error('The desk left no sign of life')
  } finally {
    db.close()
  }
}

/** The number was looked at so long ago, and led here. */
export function lookedAgo(folder: string, ms: number): void {
  const db = new Database(join(folder, 'live', 'desk.db'))
  try {
    const { changes } = db
      .prepare("UPDATE meta SET value = json_set(value, '$.at', ?) WHERE key = 'led-here'")
      .run(Date.now() - ms)
    if (changes !== 1) throw new Error('The desk has not seen the number lead here')
  } finally {
    db.close()
  }
}
