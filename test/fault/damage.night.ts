import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { randomNumbers } from '../bench/seed.ts'
import { type Damage, damages, survives, usedFolders } from './damages.ts'

const page = 4096

/** Eight that are always the same, and 32 that are drawn: where, how much, and what comes in its place. */
function fortyDamages(random: () => number): Damage[] {
  const drawn = (label: string, of: (file: string, size: number) => void): Damage => ({
    label,
    of: (file) => of(file, statSync(file).size),
  })
  const rest = Array.from({ length: 8 }, (_, place): Damage[] => [
    // Never within the first bytes of a page that is not in use: a free page may hold anything.
    drawn(`garbage over the first page, ${place}`, (file) => {
      const all = readFileSync(file)
      for (let at = 16 + place * 8; at < page; at += 1) all[at] = Math.floor(random() * 256)
      writeFileSync(file, all)
    }),
    drawn(`cut after some bytes, ${place}`, (file, size) => truncateSync(file, Math.floor(random() * (size - page)))),
    drawn(`every page damaged a little, ${place}`, (file, size) => {
      const all = readFileSync(file)
      for (let from = page; from < size; from += page)
        for (let bit = 0; bit < 64; bit += 1) all[from + Math.floor(random() * 16)] = Math.floor(random() * 256)
      writeFileSync(file, all)
    }),
    {
      label: `the log cut or gone, ${place}`,
      killed: true,
      of: (file) => (place % 2 === 0 ? truncateSync(`${file}-wal`, 32 * place) : rmSync(`${file}-wal`)),
    },
  ]).flat()
  return [...damages, ...rest]
}

test('40 damages: never a silent fresh start, the bytes kept, and every row of the backup back', async () => {
  const random = randomNumbers(40)
  const used = await usedFolders()
  let slowestMs = 0
  for (const damage of fortyDamages(random)) {
    try {
      slowestMs = Math.max(slowestMs, await survives(damage, used, random))
    } catch (error) {
      throw new Error(damage.label, { cause: error })
    }
  }
  console.log(`40 damages survived; the slowest restore took ${Math.round(slowestMs)} ms.`)
  expect(slowestMs).toBeLessThan(120_000)
})
