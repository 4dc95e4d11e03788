import { expect, test } from 'vitest'
import { makeFeedStore, rowsMost } from '../../../src/renderer/feed/feed-store.ts'
import { openDesk } from '../desk.ts'
import { inbound, outbound } from '../messages.ts'

/** A window whose frames are drawn by hand. */
function openFeed(stored: Parameters<typeof openDesk>[0] = []) {
  const side = openDesk(stored)
  let frames: (() => void)[] = []
  const store = makeFeedStore({ desk: side.desk, nextFrame: (run) => frames.push(run) })
  const draw = () => {
    const due = frames
    frames = []
    for (const run of due) run()
    return due.length
  }
  const ids = () => store.getSnapshot().rows.map((row) => row.id)
  const settled = async () => {
    while (store.getSnapshot().state !== 'ready') await Promise.resolve()
  }
  return { ...side, store, draw, ids, settled }
}

test('what happens while the first page is on its way is neither lost nor doubled', async () => {
  const feed = openFeed([inbound(1), inbound(2)])
  const answer = feed.pause()
  feed.store.start()
  feed.happen(inbound(3), inbound(2, { text: 'changed' }))
  answer()
  await feed.settled()
  feed.draw()
  expect(feed.ids()).toEqual(['m3', 'm2', 'm1'])
  expect(feed.store.getSnapshot().rows[1]?.text).toBe('changed')
})

test('one or two that come in fade in; a crowd just appears', async () => {
  const feed = openFeed()
  feed.store.start()
  await feed.settled()
  const fresh = () => [...feed.store.getSnapshot().fresh]
  feed.happen(inbound(1), inbound(2))
  feed.draw()
  expect(fresh().sort()).toEqual(['m1', 'm2'])
  feed.happen(inbound(3), inbound(4), inbound(5))
  feed.draw()
  expect(fresh()).toEqual([])
  expect(feed.ids()).toEqual(['m5', 'm4', 'm3', 'm2', 'm1'])
})

test('a reply that was already drawn outlives the answer of a load asked for before it came', async () => {
  for (const ask of ['start', 'show', 'reload'] as const) {
    const feed = openFeed([inbound(1)])
    if (ask !== 'start') {
      feed.store.start()
      await feed.settled()
    }
    const answer = feed.pause()
    const loaded = ask === 'start' ? feed.store.start() : feed.store[ask]('replies')
    feed.happen(inbound(2))
    expect(feed.draw()).toBe(1)
    answer()
    await loaded
    await feed.settled()
    expect(feed.ids()).toEqual(['m2', 'm1'])
    expect(feed.store.getSnapshot().waiting).toBe(0)
  }
})

test('an answer to our own call that is older than what was heard meanwhile changes nothing', async () => {
  const feed = openFeed()
  feed.store.start()
  await feed.settled()
  for (const drawn of [false, true]) {
    const seq = drawn ? 2 : 1
    feed.happen(outbound(seq, { state: 'submitted' }))
    if (drawn) feed.draw()
    feed.store.put(outbound(seq, { state: 'sending' }))
    feed.draw()
    expect(feed.store.getSnapshot().rows[0]).toMatchObject({ seq, state: 'submitted' })
  }
  feed.store.put(outbound(3, { state: 'queued' }))
  feed.draw()
  expect(feed.ids()).toEqual(['m3', 'm2', 'm1'])
})

test('a burst is one snapshot a frame, and rows that did not change keep their identity', async () => {
  const feed = openFeed([inbound(1)])
  feed.store.start()
  await feed.settled()
  let snapshots = 0
  feed.store.subscribe(() => {
    snapshots += 1
  })
  const before = feed.store.getSnapshot().rows[0]
  for (let seq = 2; seq <= 200; seq += 1) feed.happen(inbound(seq))
  expect(snapshots).toBe(0)
  expect(feed.draw()).toBe(1)
  expect(snapshots).toBe(1)
  expect(feed.store.getSnapshot().rows).toHaveLength(200)
  expect(feed.store.getSnapshot().rows.at(-1)).toBe(before)
})

test('while held, the list does not move: new rows wait and changes still show', async () => {
  const feed = openFeed([inbound(1), inbound(2)])
  feed.store.start()
  await feed.settled()
  feed.store.hold(true)
  feed.happen(inbound(3), inbound(4))
  feed.happen(inbound(1, { text: 'changed' }), inbound(3, { text: 'newer' }))
  feed.draw()
  expect(feed.ids()).toEqual(['m2', 'm1'])
  expect(feed.store.getSnapshot()).toMatchObject({ waiting: 2, rows: [{ id: 'm2' }, { text: 'changed' }] })
  feed.store.hold(false)
  feed.store.showWaiting()
  expect(feed.ids()).toEqual(['m4', 'm3', 'm2', 'm1'])
  expect(feed.store.getSnapshot().waiting).toBe(0)
  expect(feed.store.getSnapshot().rows[1]?.text).toBe('newer')
})

test('thanks have no row of their own, unless they failed and the failed are looked at', async () => {
  const thanks = outbound(2, { kind: 'thanks', state: 'failed', problem: 'No credit.' })
  const feed = openFeed([inbound(1), thanks])
  feed.store.start()
  await feed.settled()
  expect(feed.ids()).toEqual(['m1'])
  await feed.store.show('failed')
  expect(feed.ids()).toEqual(['m2'])
})

test('a reply that is filed stays in its place until the view is left', async () => {
  const feed = openFeed([inbound(1, { needsPerson: true }), inbound(2, { needsPerson: true })])
  feed.store.start()
  await feed.store.show('needs-person')
  feed.happen(inbound(1, { needsPerson: false }))
  feed.draw()
  expect(feed.ids()).toEqual(['m2', 'm1'])
  await feed.store.show('needs-person')
  expect(feed.ids()).toEqual(['m2'])
})

test('older texts come page by page, thanks counted for the place but not shown', async () => {
  const stored = Array.from({ length: 250 }, (_, index) =>
    index % 2 === 0 ? inbound(index + 1) : outbound(index + 1, { kind: 'thanks' }),
  )
  const feed = openFeed(stored)
  feed.store.start()
  await feed.settled()
  expect(feed.store.getSnapshot()).toMatchObject({ end: false })
  expect(feed.ids()).toHaveLength(50)
  await feed.store.older()
  await feed.store.older()
  expect(feed.ids()).toHaveLength(125)
  expect(new Set(feed.ids()).size).toBe(125)
  expect(feed.store.getSnapshot().end).toBe(true)
  await feed.store.older()
  expect(feed.asked.map((each) => each.before)).toEqual([undefined, 151, 51])
})

test('a change to a text far below what is loaded puts no row into the middle of nowhere', async () => {
  const feed = openFeed(Array.from({ length: 150 }, (_, index) => inbound(index + 1)))
  feed.store.start()
  await feed.settled()
  feed.happen(inbound(3, { text: 'late' }))
  feed.draw()
  expect(feed.ids()).not.toContain('m3')
  await feed.store.older()
  expect(feed.store.getSnapshot().rows.find((row) => row.id === 'm3')?.text).toBe('late')
})

test('at the top the tail is trimmed, and can be loaded again', async () => {
  const feed = openFeed([inbound(1)])
  feed.store.start()
  await feed.settled()
  feed.happen(...Array.from({ length: rowsMost + 50 }, (_, index) => inbound(index + 2)))
  feed.draw()
  expect(feed.ids()).toHaveLength(rowsMost)
  expect(feed.store.getSnapshot().end).toBe(false)
  await feed.store.older()
  expect(feed.ids()).toHaveLength(rowsMost + 51)
  expect(feed.ids().at(-1)).toBe('m1')
})

test('of two searches the newest answer wins, however late the first one comes', async () => {
  const feed = openFeed([inbound(1, { text: 'post' }), inbound(2, { text: 'post office' })])
  feed.store.start()
  await feed.settled()
  const answerFirst = feed.pause()
  const first = feed.store.search('post')
  feed.pause()()
  await feed.store.search('post office')
  expect(feed.ids()).toEqual(['m2'])
  answerFirst()
  await first
  expect(feed.ids()).toEqual(['m2'])
  await feed.store.search('')
  expect(feed.ids()).toEqual(['m2', 'm1'])
})

test('after missed events everything shown is asked for again', async () => {
  const feed = openFeed(Array.from({ length: 260 }, (_, index) => inbound(index + 1)))
  feed.store.start()
  await feed.settled()
  await feed.store.older()
  feed.stored[100] = inbound(101, { text: 'changed while away' })
  feed.stored.push(inbound(261))
  await feed.store.reload()
  expect(feed.ids()).toHaveLength(261)
  expect(feed.store.getSnapshot().rows.find((row) => row.id === 'm101')?.text).toBe('changed while away')
  expect(feed.store.getSnapshot().end).toBe(true)
})

test('a page that could not be had leaves the rows and says why', async () => {
  const feed = openFeed([inbound(1)])
  feed.store.start()
  await feed.settled()
  feed.desk.listMessages = async () => ({ ok: false, problem: { code: 'disconnected', text: 'Gone.' } })
  const broken = makeFeedStore({ desk: feed.desk, nextFrame: (run) => run() })
  broken.start()
  while (broken.getSnapshot().state !== 'ready') await Promise.resolve()
  expect(broken.getSnapshot().problem?.code).toBe('disconnected')
})

test('of a customer who was erased no row stays, drawn, waiting or still to be drawn', async () => {
  const mine = { customer: '447700900777' }
  const feed = openFeed([inbound(1), inbound(2, mine)])
  feed.store.start()
  await feed.settled()
  feed.store.hold(true)
  feed.happen(inbound(3, mine))
  feed.draw()
  feed.happen(inbound(4, mine), inbound(5))
  expect(feed.store.getSnapshot().waiting).toBe(1)
  const kept = feed.stored.filter(({ customer }) => customer !== mine.customer)
  feed.stored.splice(0, feed.stored.length, ...kept)
  await feed.store.reload()
  feed.draw()
  feed.store.hold(false)
  feed.store.showWaiting()
  expect(feed.ids()).toEqual(['m5', 'm1'])
})
