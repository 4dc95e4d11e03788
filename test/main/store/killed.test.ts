import { statSync, truncateSync } from 'node:fs'
import { expect, test } from 'vitest'
import { killedFolder } from '../../support/data-folder.ts'

test('what a killed desk left in its log is there', async () => {
  const { file, open } = await killedFolder()
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
  expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(50)
})

test('a log cut off in the middle of a commit costs that commit and nothing else', async () => {
  const { file, open } = await killedFolder()
  truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 100)
  expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(49)
})
