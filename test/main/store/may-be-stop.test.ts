import { describe, expect, test } from 'vitest'
import { ann, ben, openThreads } from '../../support/threads.ts'

const minute = 60_000
const hour = 60 * minute

describe('a text out that was queued before a part that may be a STOP', () => {
  const waiting = () => {
    const desk = openThreads()
    const seq = desk.queue(ann)
    const other = desk.queue(ben)
    const words = ['please don’t text me', ' before 9']
    const comes = (number: number) => {
      const part = { ref: '7', total: 2, number }
      desk.says(ann, words[number - 1] ?? '', { part })
    }
    comes(1)
    desk.write.showIncompleteSince(desk.at())
    expect(desk.read.optOut(ann)).not.toBeNull()
    // Nobody else waits with it.
    expect(desk.leave()).toEqual([other])
    return { desk, comes, text: () => desk.read.bySeqs([seq])[0], seq }
  }

  test('waits while that is not known, and leaves when it is none', () => {
    const { desk, comes, text, seq } = waiting()
    desk.pass(10 * minute)
    expect(desk.leave()).toEqual([])
    expect(text()).toMatchObject({ state: 'queued', problem: null })
    comes(2)
    desk.pass(minute)
    expect(desk.leave()).toEqual([seq])
  })

  test('does not leave when it is one: control', () => {
    const { desk, text } = waiting()
    desk.says(ann, 'STOP')
    desk.pass(minute)
    expect(desk.leave()).toEqual([])
    expect(text()).toMatchObject({ state: 'cancelled', problemCode: 'opted-out' })
  })

  test('is a person’s when it has waited too long, and not sent when it is let go meanwhile', () => {
    const { desk, comes, text, seq } = waiting()
    desk.pass(hour)
    expect(desk.leave()).toEqual([])
    expect(text()).toMatchObject({ state: 'held', problemCode: 'late', needsPerson: true })
    desk.write.releaseText({ seq, now: desk.at() })
    expect(desk.leave()).toEqual([])
    expect(text()).toMatchObject({ state: 'queued' })
    comes(2)
    desk.pass(minute)
    expect(desk.leave()).toEqual([seq])
  })
})
