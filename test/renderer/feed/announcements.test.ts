import { expect, test } from 'vitest'
import { makeAnnouncer, sentenceFor } from '../../../src/renderer/feed/announcements.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import type { Message } from '../../../src/shared/message.ts'
import { inbound, outbound } from '../messages.ts'

const names = (customer: string) => (customer === '447700900001' ? 'Mia Jansen' : `+${customer}`)
const english = (replies: Message[]) => sentenceFor(replies, makeWords('en'), names)
const mia = { customer: '447700900001' }

test.each([
  { label: 'one filed reply', replies: [inbound(1, mia)], says: 'Reply from Mia Jansen: Thursday.' },
  {
    label: 'one that needs a person',
    replies: [inbound(1, { ...mia, needsPerson: true })],
    says: 'Reply from Mia Jansen needs a person.',
  },
  {
    label: 'a burst',
    replies: [
      ...Array.from({ length: 9 }, (_, index) => inbound(index + 1)),
      ...Array.from({ length: 3 }, (_, index) => inbound(index + 10, { needsPerson: true })),
    ],
    says: '12 replies: 9 answered, 3 need a person.',
  },
  {
    label: 'a small burst',
    replies: [inbound(1, { needsPerson: true }), inbound(2, { because: { rule: 'opt-out' } })],
    says: '2 replies: 1 needs a person, 1 opted out.',
  },
  {
    label: 'a reply, and texts that are held',
    replies: [inbound(1, mia), ...[2, 3].map((seq) => outbound(seq, { state: 'held', needsPerson: true }))],
    says: 'Reply from Mia Jansen: Thursday. 2 texts waited too long. Send them, or cancel them.',
  },
])('$label', ({ replies, says }) => {
  expect(english(replies)).toBe(says)
})

test('words of a customer are never read as a template', () => {
  const tricky = inbound(1, { ...mia, text: '$t(app.send) {{who}}', because: null })
  expect(english([tricky])).toBe('Reply from Mia Jansen: $t(app.send) {{who}}.')
})

/** An announcer whose second passes when told. */
function openAnnouncer(shown: () => string | null = () => null) {
  const due: (() => void)[] = []
  const announcer = makeAnnouncer({
    later: (run) => due.push(run),
    sentence: (replies) => `${replies.length} in`,
    isSpokenElsewhere: (customer) => customer === shown(),
  })
  const second = () => {
    for (const run of due.splice(0)) run()
  }
  return { announcer, second }
}

test('arrivals of one second are one sentence, each reply once', () => {
  const { announcer, second } = openAnnouncer()
  announcer.hear([inbound(1, { because: null }), outbound(2)])
  announcer.hear([inbound(1), inbound(3)])
  expect(announcer.getSnapshot()).toBe('')
  second()
  expect(announcer.getSnapshot()).toBe('2 in')
  announcer.hear([inbound(1, { text: 'a receipt came' })])
  second()
  expect(announcer.getSnapshot()).toBe('2 in')
})

test('the same sentence twice differs, so that it is read twice; a filing by hand is no arrival', () => {
  const { announcer, second } = openAnnouncer()
  announcer.hear([inbound(1)])
  second()
  const first = announcer.getSnapshot()
  announcer.hear([inbound(2)])
  second()
  expect(announcer.getSnapshot()).not.toBe(first)
  expect(announcer.getSnapshot().trim()).toBe(first.trim())
  announcer.hear([inbound(9, { because: { rule: 'option', option: '1', filedAt: '2026-11-22T10:00:00.000Z' } })])
  announcer.hear([inbound(10, { doneAt: '2026-11-22T10:00:00.000Z' })])
  const answer = { id: 'm12', state: 'delivered', at: '', problem: null, problemCode: null, text: 'Yes' } as const
  announcer.hear([inbound(11, { answer })])
  expect(second).not.toThrow()
  expect(announcer.getSnapshot().trim()).toBe('1 in')
})

test('a reply that this window reopens is no arrival, whether the event or the answer to the call is here first', () => {
  const { announcer, second } = openAnnouncer()
  announcer.know('m1')
  announcer.hear([inbound(1, { needsPerson: true }), inbound(2, { needsPerson: true }), inbound(3)])
  announcer.know('m2')
  second()
  expect(announcer.getSnapshot()).toBe('1 in')
})

test('a reply in the thread that is shown is said there, and not once more when that is closed', () => {
  let shown: string | null = mia.customer
  const { announcer, second } = openAnnouncer(() => shown)
  announcer.hear([inbound(1, mia)])
  second()
  expect(announcer.getSnapshot()).toBe('')
  announcer.hear([inbound(2, mia), inbound(3), outbound(4, { ...mia, state: 'held', needsPerson: true })])
  second()
  expect(announcer.getSnapshot()).toBe('2 in')
  shown = null
  announcer.hear([inbound(1, mia)])
  second()
  expect(announcer.getSnapshot()).toBe('2 in')
  announcer.hear([inbound(5, mia)])
  second()
  expect(announcer.getSnapshot()).toBe('1 in')
})
