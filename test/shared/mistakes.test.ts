import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mistakes } from '../fault/mistakes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

// The whole of `npm run sabotage` takes long, and a line that has moved is noticed only there.
test.each(mistakes)('$name: the line that it spoils is where it says, once, and so are its tests', (mistake) => {
  const { file, right, wrong, tests } = mistake
  expect(readFileSync(`${root}${file}`, 'utf8').split(right)).toHaveLength(2)
  expect(wrong).not.toBe(right)
  expect(existsSync(`${root}${tests}`)).toBe(true)
})
