import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { eventually } from '../../support/processes.ts'
import { inboundText, openFreshStore } from '../../support/store.ts'

test('the search index keeps on its way while texts wait without a pause', async () => {
  const { folder, store } = await openFreshStore()
  let writing = true
  const sender = async () => {
    while (writing) await store.write('receive', inboundText())
  }
  // Whenever one is answered others wait.
  const senders = Array.from({ length: 4 }, sender)
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  const indexed = db.prepare("SELECT value FROM meta WHERE key = 'indexed'").pluck()
  const steps = new Set<unknown>()
  const began = performance.now()
  // It begins five seconds after the first text; once in five seconds would be one step.
  while (performance.now() - began < 6500) {
    steps.add(indexed.get())
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  writing = false
  await Promise.all(senders)
  db.close()
  await store.close()
  expect(steps.size).toBeGreaterThan(6)
})

test('what was stored is found by its words soon after all is quiet, without anybody who searches', async () => {
  const { folder, store } = await openFreshStore()
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  const indexed = db.prepare("SELECT value FROM meta WHERE key = 'indexed'").pluck()
  for (let text = 0; text < 10; text += 1) await store.write('receive', inboundText())
  expect(indexed.get()).toBe('0')
  await eventually(() => expect(indexed.get()).toBe('10'), 2000)
  db.close()
  await store.close()
})
