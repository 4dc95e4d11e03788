import { expect, test } from 'vitest'
import { makeFiledStore } from '../../../src/renderer/inbox/filed-store.ts'
import { inbound } from '../messages.ts'
import { openInbox } from './threads.ts'

test('answers that are filed without anybody are counted from when the window was opened, until a person files one otherwise', async () => {
  const side = openInbox()
  const store = makeFiledStore({ desk: side.desk, now: side.now })
  store.start()
  const at = new Date(side.now() + 1_000).toISOString()
  const filed = { at, because: { rule: 'option', option: '1' } } as const
  side.write(inbound(1, filed), inbound(2, filed), inbound(3, { at, because: { rule: 'none' } }))
  side.write(inbound(4, { ...filed, at: new Date(side.now() - 1_000).toISOString() }))
  // Told of anew, as its thanks have arrived, it is the same answer.
  side.write(inbound(1, filed))
  expect(store.getSnapshot()).toEqual({ since: new Date(side.now()).toISOString(), answers: 2 })
  side.write(inbound(2, { at, because: { rule: 'option', option: '2', why: 'filed by hand' } }))
  expect(store.getSnapshot().answers).toBe(1)
  // Some may have been missed: what is said is true from then on.
  await side.pass(60_000)
  store.reload()
  expect(store.getSnapshot()).toEqual({ since: new Date(side.now()).toISOString(), answers: 0 })
  side.write(inbound(1, filed), inbound(5, { ...filed, at: new Date(side.now()).toISOString() }))
  expect(store.getSnapshot().answers).toBe(1)
})
