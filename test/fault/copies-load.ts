import { Agent, get } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { freePort, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { allMessages, storedReplies } from './evidence.ts'

const atOnce = 64

/** One delivery over a connection that is used again; resolves with the status. */
const deliverOver = (agent: Agent, url: string) =>
  new Promise<number>((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    }).on('error', reject)
  })

/** An account whose desk takes what comes, again and again on one folder and one port. */
async function openDesk(ends: (() => Promise<unknown>)[]) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const folder = freshFolder()
  const port = String(await freePort())
  const start = async () => {
    const running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder, DESK_WEBHOOK_PORT: port })
    ends.push(() => running.end('SIGKILL'))
    return running
  }
  return { start, live: join(folder, 'live'), number: vonage.ready.number }
}

/** Takes away what "once" rests on: no id is ever known again. For a desk that does not run. */
export function forgetIds(live: string): void {
  const db = new Database(join(live, 'desk.db'))
  db.exec('CREATE TRIGGER forget AFTER INSERT ON inbound_ids BEGIN DELETE FROM inbound_ids; END')
  db.close()
}

/**
 * Replies that are each delivered one to ten times, the copies at any moment beside all others, while the desk is killed
 * and started again halfway. A copy that is not answered 200 is sent again, as Vonage does.
 */
export async function deliverCopies(
  replies: number,
  ends: (() => Promise<unknown>)[],
  once: 'once' | 'every time' = 'once',
) {
  const desk = await openDesk(ends)
  let running = await desk.start()
  if (once === 'every time') {
    await running.end()
    forgetIds(desk.live)
    running = await desk.start()
  }
  const { inbound } = running.ready
  const copies = Array.from({ length: replies }, (_, reply) => Array(1 + Math.floor(Math.random() * 10)).fill(reply))
    .flat()
    .map((reply: number) => ({ reply, order: Math.random() }))
    .sort((one, other) => one.order - other.order)
  const agent = new Agent({ keepAlive: true })
  let handed = 0
  let taken = 0
  let restarting: Promise<void> | null = null
  async function restart() {
    await running.end('SIGKILL')
    running = await desk.start()
  }
  async function deliver() {
    for (let copy = copies[handed++]; copy !== undefined; copy = copies[handed++]) {
      const query = new URLSearchParams({
        msisdn: `4477009${String(copy.reply % 1000).padStart(5, '0')}`,
        to: desk.number,
        messageId: `copy-${copy.reply}`,
        text: `reply ${copy.reply}`,
        type: 'text',
        'message-timestamp': new Date().toISOString().slice(0, 19).replace('T', ' '),
      })
      for (let status = 0; status !== 200; )
        try {
          status = await deliverOver(agent, `${inbound}?${query}`)
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      taken += 1
      if (taken > copies.length / 2) restarting ??= restart()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, deliver))
  await restarting
  agent.destroy()
  const { ids } = storedReplies(desk.live)
  const feed = (await allMessages(running.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  return { copies: copies.length, rows: ids, feed }
}
