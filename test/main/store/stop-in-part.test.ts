import { describe, expect, test } from 'vitest'
import type { InboundText } from '../../../src/main/store/records.ts'
import { inboundText } from '../../support/store.ts'
import { ann, openThreads, start } from '../../support/threads.ts'

const minute = 60_000
const hour = 60 * minute

type Desk = ReturnType<typeof openThreads>

const inbound = ({ read }: Desk) => read.list({ direction: 'inbound', customer: ann })
const isOut = ({ read }: Desk) => read.optOut(ann) !== null
/** What waits goes into its row. */
const showLate = (desk: Desk) => desk.write.showIncompleteSince(desk.at())

/** The parts of one long text, to be received in any order. */
function longText(desk: Desk, words: readonly string[], over: Partial<InboundText> = {}) {
  const ref = `ref ${words.join('')}`
  return (number: number) => {
    desk.pass(1_000)
    desk.write.receive(
      inboundText({
        customer: ann,
        text: words[number - 1] ?? '',
        part: { ref, total: words.length, number },
        sentAt: desk.at(),
        arrivedAt: desk.at(),
        ...over,
      }),
    )
  }
}

const reads = [
  { what: 'the end of a sentence', words: ['I shall wait at the bus', ' stop.'], first: 2, out: false },
  { what: 'a word that is reserved', words: ['Ring at the far ', 'end'], first: 2, out: false },
  { what: 'what a limit follows', words: ['please don’t text me', ' before 9'], first: 1, out: true },
  { what: 'the first word of an order', words: ['Stop', ' at the gate and ring twice'], first: 1, out: true },
]

describe('a part that reads as a STOP, and the whole does not', () => {
  test.each(reads)('$what: nobody stays opted out once it is whole', ({ words, first, out }) => {
    const desk = openThreads()
    const comes = longText(desk, words)
    comes(first)
    showLate(desk)
    expect(isOut(desk)).toBe(out)
    expect(inbound(desk)).toMatchObject([
      { state: 'incomplete', needsPerson: true, because: { why: out ? 'may be a STOP' : 'parts are missing' } },
    ])
    comes(3 - first)
    expect(isOut(desk)).toBe(false)
    expect(inbound(desk)).toMatchObject([{ text: words.join(''), state: 'received', needsPerson: true }])
    if (out) expect(inbound(desk)[0]?.because).toEqual({ rule: 'person', why: 'a part read as STOP' })
    desk.queue(ann)
    expect(desk.leave()).toHaveLength(1)
  })

  test.each(reads)('$what: nor with a restart in between', ({ words, first, out }) => {
    const before = openThreads()
    const comes = longText(before, words)
    comes(first)
    showLate(before)
    before.close()
    const desk = openThreads(before.folder)
    expect(isOut(desk)).toBe(out)
    desk.pass(minute)
    longText(desk, words)(3 - first)
    expect(isOut(desk)).toBe(false)
    expect(inbound(desk)).toMatchObject([{ text: words.join(''), needsPerson: true }])
  })

  test('of three, in every order', () => {
    const words = ['Please don’t text me', ' before 9. And not at the', ' stop.']
    for (const order of [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [2, 3, 1],
      [3, 1, 2],
      [3, 2, 1],
    ]) {
      const desk = openThreads()
      const comes = longText(desk, words)
      for (const [at, number] of order.entries()) {
        comes(number)
        showLate(desk)
        const here = order.slice(0, at + 1)
        // By its beginning alone, and for as long as that may go on.
        expect(isOut(desk), `${order} ${number}`).toBe(here.includes(1) && !here.includes(2))
      }
      expect(inbound(desk)).toMatchObject([{ text: words.join(''), needsPerson: true }])
    }
  })

  test('an option in the whole is not filed unseen: texts of that time were not sent', () => {
    const desk = openThreads()
    desk.ask(ann)
    const comes = longText(desk, ['Stop', ' by on Thursday'])
    comes(1)
    showLate(desk)
    comes(2)
    expect(inbound(desk)).toMatchObject([{ needsPerson: true, thanks: null, because: { why: 'a part read as STOP' } }])
  })

  test('a STOP from elsewhere stays, before it or after it', () => {
    for (const saysStopFirst of [true, false]) {
      const desk = openThreads()
      const comes = longText(desk, ['please don’t text me', ' before 9'])
      if (saysStopFirst) desk.says(ann, 'STOP')
      comes(1)
      showLate(desk)
      if (!saysStopFirst) desk.says(ann, 'STOP')
      comes(2)
      expect(desk.read.optOut(ann)).toMatchObject({ words: 'STOP' })
    }
  })

  test('where another text begins as a STOP as well, it holds texts back once this one is none, or its rest is lost', () => {
    for (const other of ['Stop texting me. I never asked for this, and my ', 'Please do not text me']) {
      for (const ends of ['whole', 'lost']) {
        const desk = openThreads()
        const comes = longText(desk, ['please don’t text me', ' before 9'])
        comes(1)
        showLate(desk)
        desk.pass(hour)
        longText(desk, [other, 'never said'])(1)
        showLate(desk)
        if (ends === 'whole') comes(2)
        else {
          // The first of them is too old by now, and the second is not.
          desk.pass(25.5 * hour)
          showLate(desk)
        }
        expect(desk.read.optOut(ann), `${other} ${ends}`).toMatchObject({
          words: expect.stringContaining(other.trim()),
        })
      }
    }
  })

  test('a START that is newer than the part counts, whichever came first', () => {
    for (const startsFirst of [true, false]) {
      const desk = openThreads()
      const comes = longText(desk, ['Please don’t text me', ' before 9, but', ' ring'], { sentAt: start })
      if (startsFirst) desk.says(ann, 'START')
      comes(1)
      showLate(desk)
      if (!startsFirst) {
        expect(isOut(desk)).toBe(true)
        desk.says(ann, 'START')
      }
      expect(isOut(desk)).toBe(false)
      const [part] = inbound(desk).filter(({ state }) => state === 'incomplete')
      expect(part?.because).toMatchObject({ why: 'parts are missing' })
      // Another part shows it anew.
      comes(3)
      expect(isOut(desk)).toBe(false)
    }
  })

  test('a START that was held up undoes none that a text written after it begins with', () => {
    for (const startedAfter of [false, true]) {
      const desk = openThreads()
      desk.says(ann, 'STOP')
      desk.pass(minute)
      const between = desk.at()
      desk.pass(minute)
      longText(desk, ['Stop texting me. I never asked for this, and my ', 'neighbour neither.'])(1)
      showLate(desk)
      desk.says(ann, 'START', startedAfter ? {} : { sentAt: between })
      expect(desk.read.optOut(ann)).toEqual(
        startedAfter ? null : { since: expect.any(String), words: expect.stringMatching(/^Stop texting me/) },
      )
    }
  })

  test('whose rest can no longer come holds nothing back any more, and a person has it before them', () => {
    const desk = openThreads()
    longText(desk, ['please don’t text me', ' before 9'])(1)
    showLate(desk)
    desk.pass(25 * hour)
    showLate(desk)
    expect(isOut(desk)).toBe(true)
    desk.pass(2 * hour)
    showLate(desk)
    expect(isOut(desk)).toBe(false)
    expect(inbound(desk)).toMatchObject([{ needsPerson: true, because: { why: 'parts are missing' } }])
  })
})

describe('a text that begins with a STOP', () => {
  test('is one, whether its rest comes or not', () => {
    const desk = openThreads()
    const comes = longText(desk, ['Stop texting me. I never asked for this, and my ', 'neighbour neither.'])
    comes(1)
    showLate(desk)
    expect(isOut(desk)).toBe(true)
    expect(inbound(desk)).toMatchObject([{ needsPerson: true, because: { why: 'begins with a STOP' } }])
    desk.pass(40 * hour)
    showLate(desk)
    expect(isOut(desk)).toBe(true)
  })

  test('and is filed as one once it is whole, also where nothing was shown of it', () => {
    for (const isShown of [true, false]) {
      const desk = openThreads()
      const comes = longText(desk, ['please don’t te', 'xt me'])
      comes(1)
      if (isShown) showLate(desk)
      comes(2)
      expect(isOut(desk)).toBe(true)
      expect(inbound(desk)).toMatchObject([{ needsPerson: false, because: { rule: 'opt-out' } }])
    }
  })
})

test('of somebody who was erased, a text that begins with a STOP and was held up is one, and its rest is none', () => {
  for (const number of [1, 2]) {
    const desk = openThreads()
    desk.says(ann, 'hello')
    desk.pass(hour)
    desk.write.erase({ submissionId: 'form', customer: ann, now: desk.at() })
    const words =
      ['STOP. Do not text me again, I have said so to your driver and', ' to the shop. Stop.'][number - 1] ?? ''
    const part = { ref: '1', total: 2, number }
    desk.write.receive(inboundText({ customer: ann, text: words, part, sentAt: start, arrivedAt: desk.at() }))
    expect(isOut(desk)).toBe(number === 1)
    expect(inbound(desk)).toEqual([])
  }
})

test('of somebody who was erased, a part that comes again opts nobody out', () => {
  const desk = openThreads()
  const comes = longText(desk, ['I shall wait at the bus', ' stop.'])
  desk.says(ann, 'hello')
  desk.pass(minute)
  desk.write.erase({ submissionId: 'form', customer: ann, now: desk.at() })
  desk.write.receive(
    inboundText({
      customer: ann,
      text: ' stop.',
      part: { ref: '1', total: 2, number: 2 },
      sentAt: start,
      arrivedAt: desk.at(),
    }),
  )
  expect(isOut(desk)).toBe(false)
  comes(1)
  expect(isOut(desk)).toBe(false)
})
