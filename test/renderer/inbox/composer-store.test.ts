import { expect, test } from 'vitest'
import { makeComposerStore } from '../../../src/renderer/inbox/composer-store.ts'
import type { Message } from '../../../src/shared/message.ts'
import { outbound } from '../messages.ts'
import { anna, ben, calm, openInbox } from './threads.ts'

function openComposer() {
  const side = openInbox()
  let ids = 0
  const shown: Message[] = []
  const store = makeComposerStore({
    desk: side.desk,
    newId: () => `s${++ids}`,
    now: side.now,
    later: side.later,
    show: (message) => shown.push(message),
  })
  const stop = store.start()
  return { ...side, store, shown, stop, text: (customer = anna) => store.of(customer).text }
}

test('a draft is kept at each pause, by person, and what is typed meanwhile after it', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Af')
  await box.pass(300)
  box.store.edit(anna, 'After 3')
  box.store.edit(ben, 'Yes')
  await box.pass(300)
  expect(box.drafts).toEqual([])
  await box.pass(100)
  expect(box.drafts).toEqual([
    [anna, 'After 3'],
    [ben, 'Yes'],
  ])
  const answer = box.pause()
  box.store.edit(anna, 'After 3 is')
  await box.pass(400)
  box.store.edit(anna, 'After 3 is full')
  box.store.leave()
  answer()
  await calm()
  expect(box.drafts.filter(([customer]) => customer === anna).map(([, text]) => text)).toEqual([
    'After 3',
    'After 3 is',
    'After 3 is full',
  ])
})

test('a draft that could not be kept is tried again, and what the desk had does not undo what was typed', async () => {
  const box = openComposer()
  box.reach(false)
  box.store.edit(anna, 'After 3')
  await box.pass(400)
  expect(box.drafts).toEqual([])
  box.reach(true)
  box.store.remember(anna, 'older words')
  expect(box.text()).toBe('After 3')
  // Whoever has been called away from the desk types nothing more.
  await box.pass(3_000)
  expect(box.drafts).toEqual([[anna, 'After 3']])
  await box.pass(3_000)
  expect(box.drafts).toEqual([[anna, 'After 3']])
  box.store.remember(ben, 'kept yesterday')
  expect(box.text(ben)).toBe('kept yesterday')
})

test('what is sent is held for 5 s, answers the whole thread, and empties the box and its draft', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Thursday?')
  expect(await box.store.send(anna, 'm7')).toBe(true)
  expect(box.sent).toMatchObject([
    { submissionId: 's1', to: `+${anna}`, text: 'Thursday?', holdSeconds: 5, inReplyTo: 'm7', wholeThread: true },
  ])
  await calm()
  expect(box.drafts.at(-1)).toEqual([anna, ''])
  expect(box.store.of(anna)).toMatchObject({ text: '', held: { until: 5_000 } })
  await box.pass(5_000)
  expect(box.store.of(anna).held).toBeNull()
})

test('taken back, its words are in the box again', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Thursday?')
  await box.store.send(anna, null)
  expect(await box.store.takeBack(anna)).toBe(true)
  expect(box.cancelled).toEqual(['m101'])
  expect(box.store.of(anna)).toMatchObject({ text: 'Thursday?', held: null })
  // Sent once more it is another text, not the one that was taken back.
  await box.store.send(anna, null)
  expect(box.sent.map(({ submissionId }) => submissionId)).toEqual(['s1', 's2'])
})

test('typing takes back what is held, and nothing is sent before that is settled', async () => {
  const box = openComposer()
  box.store.edit(anna, 'See you')
  await box.store.send(anna, null)
  const answer = box.pause()
  box.store.edit(anna, ' at')
  expect(await box.store.send(anna, null)).toBe(false)
  box.store.edit(anna, ' at 3')
  answer()
  await calm()
  expect(box.text()).toBe('See you at 3')
  expect(box.cancelled).toEqual(['m101'])
  expect(box.sent).toHaveLength(1)
})

test('what had left already stays sent, and what was typed stays in the box', async () => {
  const box = openComposer()
  box.store.edit(anna, 'See you')
  await box.store.send(anna, null)
  box.left.add('m101')
  box.store.edit(anna, 'P')
  await calm()
  expect(box.store.of(anna)).toMatchObject({ text: 'P', held: null, problem: { at: 'left' } })
})

test('an input method’s word is finished before the words that were taken back return', async () => {
  const box = openComposer()
  box.store.edit(anna, '明天')
  await box.store.send(anna, null)
  box.store.composing(anna, true)
  box.store.edit(anna, 'ni')
  await calm()
  expect(box.text()).toBe('ni')
  expect(box.cancelled).toHaveLength(1)
  box.store.edit(anna, '你')
  box.store.composing(anna, false)
  expect(box.text()).toBe('明天你')
})

test('pressed twice it is sent once, and after a lost answer it is the same text', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Yes')
  const answer = box.pause()
  const [first, second] = [box.store.send(anna, null), box.store.send(anna, null)]
  box.reach(false)
  answer()
  expect(await Promise.all([first, second])).toEqual([false, false])
  expect(box.store.of(anna)).toMatchObject({ text: 'Yes', problem: { at: 'send' } })
  box.reach(true)
  await box.store.send(anna, null)
  expect(box.sent).toHaveLength(1)
})

test('changed after a lost answer, the change is not taken for sent', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Yes')
  box.reach(false)
  await box.store.send(anna, null)
  box.reach(true)
  box.store.edit(anna, 'Yes, after 4')
  expect(await box.store.send(anna, null)).toBe(false)
  expect(box.store.of(anna)).toMatchObject({ text: 'Yes, after 4', problem: { at: 'before' } })
  await box.pass(1_000)
  await box.store.send(anna, null)
  expect(box.sent.map(({ text }) => text)).toEqual(['Yes', 'Yes, after 4'])
})

test('nothing empty is sent, nothing too long, and no name in braces that nobody filled', async () => {
  const box = openComposer()
  for (const [text, problem] of [
    [' \n', { at: 'text' }],
    ['x'.repeat(3201), { at: 'text', length: 3201 }],
  ] as const) {
    box.store.edit(anna, text)
    expect(await box.store.send(anna, null)).toBe(false)
    expect(box.store.of(anna).problem).toMatchObject(problem)
  }
  box.store.fill(anna, 'At {gate}, {name}', ['gate'])
  expect(await box.store.send(anna, null)).toBe(false)
  expect(box.store.of(anna).problem).toEqual({ at: 'gap', name: 'gate' })
  box.store.edit(anna, 'At the side, {name}')
  expect(await box.store.send(anna, null)).toBe(true)
})

test('a failed text is a new attempt that names the old one, and what was being written is there again after it', async () => {
  const box = openComposer()
  box.store.edit(anna, 'half a thought')
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: true })
  expect(box.text()).toBe('We come at 3')
  await box.store.send(anna, null)
  expect(box.sent).toMatchObject([{ text: 'We come at 3', again: 'm40', anyway: false }])
  expect(box.store.of(anna)).toMatchObject({ text: 'half a thought', again: null })
})

test('a double press sends once: not what was half written before it, nothing over a refusal nobody has read', async () => {
  const box = openComposer()
  box.store.edit(anna, 'half a thought')
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: true })
  await box.store.send(anna, null)
  expect(await box.store.send(anna, null)).toBe(false)
  box.store.edit(ben, 'Yes')
  await box.store.send(ben, null)
  expect(await box.store.send(ben, null)).toBe(false)
  expect(box.store.of(ben).problem).toBeNull()
  expect(box.sent.map(({ text }) => text)).toEqual(['We come at 3', 'Yes'])
  await box.pass(1_000)
  expect(await box.store.send(anna, null)).toBe(true)
  box.refuse('again-already')
  box.store.begin(ben, 'We come at 4', { id: 'm41', unsure: true })
  await box.store.send(ben, null)
  expect(await box.store.send(ben, null)).toBe(false)
  expect(box.sent).toHaveLength(3)
  await box.pass(1_000)
  expect(await box.store.send(ben, null)).toBe(true)
  expect(box.sent.at(-1)).toMatchObject({ text: 'We come at 4', anyway: true })
})

test('who types on after a text sends the next one at once', async () => {
  const box = openComposer()
  box.store.edit(anna, 'See you')
  await box.store.send(anna, null)
  box.store.edit(anna, ' at 3')
  await calm()
  expect(await box.store.send(anna, null)).toBe(true)
  expect(box.sent.at(-1)?.text).toBe('See you at 3')
})

test('a text that is taken up again does not replace the draft of what was being written', async () => {
  const box = openComposer()
  box.store.edit(anna, 'half a thought')
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: false })
  box.store.edit(anna, 'We come at 4')
  await box.pass(400)
  expect(box.drafts).toEqual([[anna, 'half a thought']])
  await box.store.send(anna, null)
  await calm()
  expect(box.drafts.at(-1)).toEqual([anna, 'half a thought'])
})

test('a draft that was kept elsewhere is in the box, unless something here is newer', async () => {
  const box = openComposer()
  box.store.remember(anna, '')
  box.store.remember(anna, 'from the notification')
  expect(box.text()).toBe('from the notification')
  box.store.edit(anna, 'newer')
  box.store.remember(anna, 'elsewhere')
  expect(box.text()).toBe('newer')
  await box.pass(400)
  // Asked before that was kept, answered after it.
  box.store.remember(anna, 'from the notification')
  expect(box.text()).toBe('newer')
  box.store.remember(anna, 'elsewhere')
  expect(box.text()).toBe('elsewhere')
  // Nobody has read it yet.
  expect(await box.store.send(anna, null)).toBe(false)
  await box.pass(1_000)
  const answer = box.pause()
  const sent = box.store.send(anna, null)
  box.store.remember(anna, '')
  expect(box.text()).toBe('elsewhere')
  answer()
  await sent
})

test('what could not be taken back because the desk did not answer is still held, and can be tried again', async () => {
  const box = openComposer()
  box.store.edit(anna, 'See you')
  await box.store.send(anna, null)
  box.reach(false)
  expect(await box.store.takeBack(anna)).toBe(false)
  expect(box.store.of(anna)).toMatchObject({
    held: { message: { id: 'm101' } },
    problem: { at: 'send', problem: { code: 'no-answer' } },
  })
  box.reach(true)
  expect(await box.store.takeBack(anna)).toBe(true)
  expect(box.text()).toBe('See you')
})

test('somebody else is erased: what may have been sent already is still the same text, what is held can be taken back', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Yes')
  const answer = box.pause()
  const lost = box.store.send(anna, null)
  box.reach(false)
  answer()
  await lost
  box.reach(true)
  box.store.edit(ben, 'No')
  await box.store.send(ben, null)
  await box.pass(400)
  box.store.forget(null)
  expect(box.store.of(ben).held).not.toBeNull()
  await box.store.send(anna, null)
  expect(box.sent.map(({ text }) => text)).toEqual(['Yes', 'No'])
})

test('given up, a second attempt leaves what was written before it', () => {
  const box = openComposer()
  box.store.edit(anna, 'half a thought')
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: false })
  box.store.drop(anna)
  expect(box.store.of(anna)).toMatchObject({ text: 'half a thought', again: null })
})

test('what is typed while a second attempt leaves stands below what was written before it', async () => {
  const box = openComposer()
  box.store.edit(anna, 'half a thought')
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: false })
  const answer = box.pause()
  const sent = box.store.send(anna, null)
  box.store.edit(anna, 'We come at 3Ring twice')
  answer()
  await sent
  expect(box.text()).toBe('half a thought\nRing twice')
})

test('a text that leaves, or that another window takes back, is held no more', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Yes')
  await box.store.send(anna, null)
  box.emit('message', [outbound(101, { customer: anna, state: 'sending' })])
  expect(box.store.of(anna).held).toBeNull()
})

test('of who was erased nothing written stays; of others only what is not kept yet', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Dear Anna')
  box.store.edit(ben, 'kept')
  await box.pass(400)
  box.store.edit('447700900305', 'not yet')
  box.store.forget(anna)
  expect([box.text(), box.text(ben)]).toEqual(['', 'kept'])
  box.store.forget(null)
  expect([box.text(ben), box.text('447700900305')]).toEqual(['', 'not yet'])
})

test('a text whose answer was lost is the same text after another was taken up again, and none is taken up while one is on its way', async () => {
  const box = openComposer()
  box.store.edit(anna, 'Yes')
  const answer = box.pause()
  const lost = box.store.send(anna, null)
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: true })
  expect(box.store.of(anna)).toMatchObject({ text: 'Yes', again: null })
  box.reach(false)
  answer()
  await lost
  box.reach(true)
  box.store.begin(anna, 'We come at 3', { id: 'm40', unsure: true })
  box.store.drop(anna)
  expect(box.text()).toBe('Yes')
  await box.store.send(anna, null)
  expect(box.sent.map(({ text }) => text)).toEqual(['Yes'])
})
