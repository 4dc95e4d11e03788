import { expect, test } from 'vitest'
import { eventually } from '../../support/processes.ts'
import { openShell } from './open-shell.ts'

test('somebody watches while a page follows the events, and nobody when it is gone', async () => {
  const { shell, close } = await openShell()
  expect(shell.watched()).toBe(false)
  const page = new AbortController()
  const headers = { authorization: `Bearer ${shell.token}` }
  const strangers = await fetch(`${shell.api}/events`)
  expect([strangers.status, shell.watched()]).toEqual([401, false])
  const stream = await fetch(`${shell.api}/events`, { headers, signal: page.signal })
  expect([stream.status, shell.watched()]).toEqual([200, true])
  page.abort()
  await eventually(async () => expect(shell.watched()).toBe(false))
  await close()
})
