import { setTimeout as sleep } from 'node:timers/promises'
import { lookAt } from '../fault/watched.ts'
import { freshFolder } from '../support/store.ts'
import { type Line, median, tell } from './figures.ts'
import { closedLoop } from './load.ts'
import { type Cores, startDesk } from './servers.ts'
import { webhookRequest } from './webhooks.ts'

const load = { connections: 8, requests: 2000 }
/** What the load made is given back by then, as far as it is. */
const restMs = 4000

/** What the back end takes of the computer's memory after a small load, with a million texts and with none, in turns. */
export async function memory(cores: Cores, rounds: number, folder: string): Promise<Line[]> {
  if (process.platform !== 'linux') {
    tell('m: memory is read as Linux tells it')
    return []
  }
  cores.pin(process.pid, 'load')
  const taken = { full: [] as number[], empty: [] as number[] }
  for (let round = 1; round <= rounds; round += 1) {
    taken.full.push(await megabytesAfterLoad(cores, folder))
    taken.empty.push(await megabytesAfterLoad(cores, freshFolder()))
    tell(`m, round ${round}: ${taken.full.at(-1)?.toFixed(0)} MB against ${taken.empty.at(-1)?.toFixed(0)} MB`)
  }
  const [full, empty] = [median(taken.full), median(taken.empty)]
  return [
    {
      name: 'm  memory of the back end, 1 M messages',
      ours: `${full.toFixed(0)} MB`,
      baseline: `none  ${empty.toFixed(0)} MB`,
      ratio: full / empty,
      goal: '≤ 1.50',
      ok: full / empty <= 1.5,
    },
  ]
}

async function megabytesAfterLoad(cores: Cores, folder: string): Promise<number> {
  const { desk, ready, end } = await startDesk(cores, folder)
  try {
    const request = webhookRequest(ready.inbound)
    await closedLoop({ port: Number(new URL(ready.inbound).port), ...load, request })
    await desk.listMessages({ limit: 100 })
    await desk.searchMessages({ query: 'thursday' })
    await sleep(restMs)
    return lookAt(ready.pid).memoryBytes / 2 ** 20
  } finally {
    await end()
  }
}
