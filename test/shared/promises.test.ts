import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const rows = readFileSync(new URL('docs/promises.md', root), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .map(([, id = '', promise = '', figure = '', shownBy = '', runsIn = '']) => ({
    id,
    promise,
    figure,
    shownBy,
    runsIn,
  }))
  .filter(({ id }) => id !== 'id')
const testFiles = readdirSync(new URL('test/', root), { recursive: true, encoding: 'utf8' }).map(
  (path) => `test/${path}`,
)

const numbered = (letter: string, to: number) => Array.from({ length: to }, (_, index) => `${letter}${index + 1}`)
const ids = [...numbered('R', 22), 'R24', ...numbered('S', 15), 'S17', ...numbered('D', 3)]

test.each(ids)('%s is promised, once', (id) => {
  expect(rows.filter((row) => row.id === id)).toHaveLength(1)
})

test.each(rows)('“$promise” says what was seen, where it runs, and by which tests that are there', (row) => {
  const named = [...row.shownBy.matchAll(/`([\w./-]+\.(?:test|night|spec)\.ts)`/g)].map(([, path = '']) => path)
  expect.soft(row.figure).not.toBe('')
  expect.soft(row.runsIn).toMatch(/npm test|night|bench/)
  for (const path of named)
    expect
      .soft(
        testFiles.some((file) => file === path || file.endsWith(`/${path}`)),
        path,
      )
      .toBe(true)
  expect(named.length > 0 || /`npm run bench|`test\//.test(row.shownBy)).toBe(true)
})
