import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { openForWriting } from '../../src/main/store/open.ts'
import { openStore } from '../../src/main/store/store.ts'
import prepare from '../support/prepare.ts'
import { freshFolder, inboundText, startBothThreads } from '../support/store.ts'
import { type Line, quantile, tell } from './figures.ts'

const customer = '447700900123'
const betweenMs = 20

/**
 * Erases one of a million texts' customers while replies come in, one after another: how long the longest of them waits
 * for its commit, against VACUUM, which would clear the file as well and lets nobody write meanwhile.
 */
export async function erase(folder: string): Promise<Line[]> {
  const copy = join(freshFolder('erase'), 'vacuumed')
  cpSync(folder, copy, { recursive: true })
  const db = openForWriting(join(copy, 'live'))
  const beganVacuum = performance.now()
  db.exec('VACUUM')
  db.pragma('wal_checkpoint(TRUNCATE)')
  const vacuumMs = performance.now() - beganVacuum
  db.close()

  const undo = await prepare({ name: 'bench' })
  const store = await openStore(startBothThreads(), join(folder, 'live'))
  const waits: number[] = []
  let going = true
  async function replies() {
    while (going) {
      const began = performance.now()
      await store.write('receive', inboundText({ customer: '447700900999', text: 'meanwhile' }))
      waits.push(performance.now() - began)
      await rest(betweenMs)
    }
  }
  const coming = replies()
  const began = performance.now()
  const erased = await store.erase({ submissionId: 'bench', customer, now: Date.now() })
  const allMs = performance.now() - began
  going = false
  await coming
  await store.close()
  undo()
  if (erased.kind !== 'erased' || erased.texts < 100) throw new Error('Nobody was erased, so it proves nothing')
  tell(`h: ${erased.texts} texts erased in ${(allMs / 1000).toFixed(1)} s, ${waits.length} replies meanwhile`)
  const longest = quantile(waits, 1)
  const ratio = longest / vacuumMs
  return [
    {
      name: 'h  longest wait of a reply while somebody is erased, 1 M messages',
      ours: `${longest.toFixed(0)} ms, median ${quantile(waits, 0.5).toFixed(0)} ms`,
      baseline: `VACUUM ${(vacuumMs / 1000).toFixed(1)} s`,
      ratio,
      goal: '≤ 0.25',
      ok: ratio <= 0.25,
    },
  ]
}
