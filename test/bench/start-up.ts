import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Line, median, tell } from './figures.ts'
import { type Cores, startDesk } from './servers.ts'

/** From the start of the process to the first hundred texts in hand, in turns with Node starting and doing nothing. */
export async function startUp(cores: Cores, rounds: number, folder: string): Promise<Line[]> {
  cores.pin(process.pid, 'any')
  const ours: number[] = []
  const theirs: number[] = []
  // One more round than counted: the first brings the file into memory.
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now()
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
    const bare = performance.now() - began
    const first = await untilFirstTexts(cores, folder)
    tell(`d, round ${round}: ${first.toFixed(0)} ms against ${bare.toFixed(0)} ms`)
    if (round === 0) continue
    theirs.push(bare)
    ours.push(first)
  }
  const ratio = median(ours) / median(theirs)
  return [
    {
      name: 'd  start to first 100 rows, 1 M messages',
      ours: `${median(ours).toFixed(0)} ms`,
      baseline: `node -e 0  ${median(theirs).toFixed(0)} ms`,
      ratio,
      goal: '≤ 3.50',
      ok: ratio <= 3.5,
    },
  ]
}

async function untilFirstTexts(cores: Cores, folder: string): Promise<number> {
  const began = performance.now()
  const desk = await startDesk({ ...cores, pin: () => {} }, folder)
  const answer = await desk.desk.listMessages({ limit: 100 })
  const took = performance.now() - began
  await desk.end()
  if (!answer.ok || answer.value.messages.length !== 100) throw new Error('The first hundred texts did not come')
  return took
}
