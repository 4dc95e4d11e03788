import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, release, type } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freshFolder } from '../support/store.ts'
import { durable } from './durable.ts'
import { erase } from './erase.ts'
import { type Line, printLine, tell } from './figures.ts'
import { findAsTyped } from './find.ts'
import { fsyncs } from './fsyncs.ts'
import { importList } from './import.ts'
import { inboxOfThousands } from './inbox.ts'
import { memory } from './memory.ts'
import { pixels } from './pixels.ts'
import { board, runRate } from './runs.ts'
import { search } from './search.ts'
import { seededMessages } from './seed.ts'
import { sendRate } from './send-rate.ts'
import { chooseCores } from './servers.ts'
import { slowDisk } from './slow-disk.ts'
import { startUp } from './start-up.ts'
import { steady } from './steady.ts'

/**
 * Measures, and prints one line a figure: name, ours, baseline, ratio, goal, ok or MISSED. A figure that misses its goal
 * does not make the run fail: how fast a computer is says nothing about whether the program is right.
 *
 * --only a,b    these alone        --rounds N    turns of each side, 5 or more for figures worth keeping
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, rounds: { type: 'string' } } })
const only = values.only?.split(',')
const rounds = Number(values.rounds ?? 5)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1')

const cores = chooseCores()
const bench = freshFolder('bench')
let seeded: string | null = null

/** A copy of a desk's folder with a million messages, which is made once a run. */
function fullFolder(name: string): string {
  if (seeded === null) {
    tell(`putting in ${seededMessages} messages`)
    seeded = join(bench, 'seed')
    // By a process of its own: one that holds half a gigabyte takes 10 ms longer to start another, on both sides of d.
    const seeder = fileURLToPath(new URL('seed.ts', import.meta.url))
    if (spawnSync(process.execPath, [seeder, seeded], { stdio: 'inherit' }).status !== 0) throw new Error('No seed')
  }
  const copy = join(bench, name)
  mkdirSync(copy)
  cpSync(seeded, copy, { recursive: true })
  // Gigabytes that the system still writes back would be in the way of every commit that is measured.
  spawnSync('sync')
  return copy
}

const figures: Record<string, () => Promise<Line[]>> = {
  a: () =>
    durable(cores, rounds, {
      name: 'a  durable webhooks, 64 connections',
      connections: 64,
      against: 'bare-express',
      goal: 0.3,
    }),
  b: () =>
    durable(cores, rounds, {
      name: 'b  durable webhooks, 1 connection',
      connections: 1,
      against: 'one-a-request',
      goal: 0.7,
    }),
  c: () => pixels(cores, rounds, fullFolder('pixels')),
  d: () => startUp(cores, rounds, fullFolder('start-up')),
  e: () => search(cores, fullFolder('search')),
  f: () => fsyncs(),
  g: () => sendRate(),
  h: () => erase(fullFolder('erase')),
  i: () =>
    durable(cores, rounds, {
      name: 'i  everything on, 1 M messages, 64 connections',
      connections: 64,
      against: 'bare-express',
      goal: 0.35,
      full: fullFolder('everything'),
    }),
  j: () => steady(cores, rounds, fullFolder),
  l: () => slowDisk(cores),
  m: () => memory(cores, rounds, fullFolder('memory')),
  n: () => board(rounds),
  o: () => runRate(),
  p: () => importList(rounds),
  q: () => findAsTyped(cores, fullFolder('find')),
  r: () => inboxOfThousands(cores, fullFolder('inbox')),
}

const [cpu] = cpus()
process.stdout.write(
  `${cpu?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${type()} ${release()}, Node ${process.version}; servers and load ${cores.pinned ? 'on cores of their own' : 'not held to cores'}\n`,
)
const lines: Line[] = []
try {
  for (const [name, measure] of Object.entries(figures)) {
    if (only !== undefined && !only.includes(name)) continue
    for (const line of await measure()) {
      lines.push(line)
      printLine(line)
    }
  }
} finally {
  rmSync(bench, { recursive: true, force: true })
}
const missed = lines.filter(({ ok }) => !ok)
process.stdout.write(
  `${lines.length - missed.length} of ${lines.length} reach their goal${missed.length === 0 ? '' : `; missed: ${missed.map(({ name }) => name.trim()).join(' · ')}`}\n`,
)
