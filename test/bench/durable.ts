import { freshFolder } from '../support/store.ts'
import { type Line, median, tell } from './figures.ts'
import { closedLoop } from './load.ts'
import { type Baseline, type Cores, signatureSecret, startBaseline, startDesk, startWholeDesk } from './servers.ts'
import { webhookRequest } from './webhooks.ts'

const warmUpSeconds = 3
const turnSeconds = 2.5

/**
 * Durable webhooks a second, in turns with a baseline: ours, theirs, ours, theirs. Each line's figure is the median of
 * its turns.
 *
 * Between turns ours is asked to search, and its window hears of all, so that no work it put off falls into the
 * baseline's turn.
 */
export async function durable(
  cores: Cores,
  rounds: number,
  {
    connections,
    against,
    goal,
    name,
    full = null,
  }: {
    connections: number
    against: Baseline
    goal: number
    name: string
    /** A folder with a million texts, for a desk with everything on. */
    full?: string | null
  },
): Promise<Line[]> {
  cores.pin(process.pid, 'load')
  const everything = full === null ? null : await startWholeDesk(cores, full)
  const desk = everything ?? (await startDesk(cores, freshFolder()))
  const baseline = await startBaseline(cores, against, freshFolder())
  const rates = { ours: [] as number[], theirs: [] as number[] }
  const turn = async (url: string, seconds: number) => {
    const port = Number(new URL(url).port)
    const {
      answered,
      refused,
      seconds: took,
    } = await closedLoop({
      port,
      connections,
      seconds,
      request: webhookRequest(url, full === null ? {} : { secret: signatureSecret }),
    })
    if (refused > 0) throw new Error(`${url} refused ${refused} webhooks`)
    return answered / took
  }
  const catchUp = async () => {
    await desk.desk.searchMessages({ query: 'settle' })
    await everything?.heardAll()
  }
  try {
    await turn(desk.ready.inbound, warmUpSeconds)
    await catchUp()
    await turn(baseline.ready.url, warmUpSeconds)
    for (let round = 1; round <= rounds; round += 1) {
      rates.ours.push(await turn(desk.ready.inbound, turnSeconds))
      await catchUp()
      rates.theirs.push(await turn(baseline.ready.url, turnSeconds))
      tell(`${name}, round ${round}: ${whole(rates.ours.at(-1))} against ${whole(rates.theirs.at(-1))} a second`)
    }
  } finally {
    await desk.end()
    await baseline.end()
  }
  const [ours, theirs] = [median(rates.ours), median(rates.theirs)]
  const ratio = ours / theirs
  return [
    {
      name,
      ours: `${whole(ours)}/s`,
      baseline: `${against} ${whole(theirs)}/s`,
      ratio,
      goal: `≥ ${goal.toFixed(2)}`,
      ok: ratio >= goal,
    },
  ]
}

const whole = (rate = 0) => String(Math.round(rate))
