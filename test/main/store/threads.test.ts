import { readdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../../src/main/store/store.ts'
import { StoreUnavailable } from '../../../src/main/store/unavailable.ts'
import { eventually } from '../../support/processes.ts'
import { freshFolder, inboundText, openFreshStore, startBothThreads } from '../../support/store.ts'

let store: Store
afterEach(() => store.close())

/** A store whose threads can be killed from outside, as running out of memory would. */
async function open() {
  const threads = startBothThreads()
  const [writers, readers]: Worker[][] = [[], []]
  const kept = (list: Worker[] | undefined, thread: Worker) => {
    list?.push(thread)
    return thread
  }
  const folder = freshFolder()
  store = await openStore(
    {
      startWriter: () => kept(writers, threads.startWriter()),
      startReader: (at) => kept(readers, threads.startReader(at)),
    },
    folder,
  )
  const troubles: (string | null)[] = []
  store.onTrouble((code) => troubles.push(code))
  return { folder, writers: writers ?? [], readers: readers ?? [], troubles }
}
const texts = async () => (await store.ask('list', {})).map(({ text }) => text)

test('a writer that dies is told, refuses what waits, and is replaced; what was answered is there', async () => {
  const { writers, troubles } = await open()
  await store.write('receive', inboundText({ text: 'before' }))
  const dying = writers[0]?.terminate()
  // It may have been kept before the thread ended; nobody can say so here.
  await expect(store.write('receive', inboundText({ text: 'meanwhile' }))).rejects.toMatchObject({ maybeKept: true })
  await dying
  expect(troubles).toEqual(['thread-ended'])
  const tooSoon = store.write('receive', inboundText({ text: 'too soon' }))
  await expect(tooSoon).rejects.toMatchObject({ name: 'StoreUnavailable', maybeKept: false })
  await eventually(() => expect(troubles).toEqual(['thread-ended', null]))
  expect(writers).toHaveLength(2)
  await store.write('receive', inboundText({ text: 'after' }))
  expect(await texts()).toEqual(['after', 'before'])
})

test('a writer that dies with orders handed over and others gathered works again', async () => {
  const { writers, troubles } = await open()
  const given = Array.from({ length: 50 }, () => store.write('receive', inboundText()))
  await new Promise(setImmediate)
  given.push(store.write('receive', inboundText()))
  const settled = Promise.allSettled(given)
  await writers[0]?.terminate()
  await settled
  await eventually(() => expect(troubles.at(-1)).toBeNull())
  await store.write('receive', inboundText({ text: 'after' }))
  expect((await texts())[0]).toBe('after')
})

test('closing while a new writer comes up leaves the folder free', async () => {
  const { writers, folder } = await open()
  await writers[0]?.terminate()
  await eventually(() => expect(writers).toHaveLength(2))
  await store.close()
  // An ended thread has no number any more.
  expect(writers.map(({ threadId }) => threadId)).toEqual([-1, -1])
  store = (await openFreshStore(folder)).store
})

test('closing ends the reader too, which is still starting, and leaves one file', async () => {
  const { writers, readers, folder } = await open()
  await eventually(() => expect(readers).toHaveLength(1))
  await store.close()
  expect([...writers, ...readers].map(({ threadId }) => threadId)).toEqual([-1, -1])
  expect(readdirSync(folder).filter((name) => name.startsWith('desk.db'))).toEqual(['desk.db'])
})

test('closing at once starts no reader any more', async () => {
  const { readers } = await open()
  await store.close()
  await setTimeout(400)
  expect(readers).toEqual([])
})

test('while there is no reader the writer answers, and a new reader comes', async () => {
  const { readers } = await open()
  await store.write('receive', inboundText({ text: 'here' }))
  expect(await texts()).toEqual(['here'])
  for (const seen of [1, 2]) {
    await eventually(() => expect(readers).toHaveLength(seen))
    await readers.at(-1)?.terminate()
    expect(await texts()).toEqual(['here'])
  }
  expect((await store.search('here', undefined)).map(({ text }) => text)).toEqual(['here'])
})

test('closing keeps what was given and not yet carried out', async () => {
  await open()
  const given = Array.from({ length: 300 }, (_, index) => store.write('receive', inboundText({ text: `t${index}` })))
  await new Promise(setImmediate)
  const late = store.write('receive', inboundText({ text: 'late' }))
  await store.close()
  await Promise.all([...given, late])
  await expect(store.write('receive', inboundText())).rejects.toBeInstanceOf(StoreUnavailable)
})
