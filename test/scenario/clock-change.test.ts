import { describe, expect, test } from 'vitest'
import { faketimeMissing } from '../support/faketime.ts'
import { openNight } from '../support/night-story.ts'
import { eventually } from '../support/processes.ts'
import { number } from '../support/run-story.ts'

if (faketimeMissing !== null) console.warn(`NOT RUN: a night in which clocks change, because ${faketimeMissing}.`)

/** In Britain, where it is night. */
const asleep = [0, 1, 2, 3].map(number)
const inTheMorning = [4, 5, 6, 7].map(number)
/** In Australia, where it is day, and clocks change in another night or never. */
const awake = ['61491570156', '61491570157']
const atHalfPastOne = ['61491570158', '61491570159']
const everybody = [...asleep, ...inTheMorning, ...awake, ...atHalfPastOne]
/** They end in the very night that is told of, an hour sooner or later than it seems in the evening. */
const quietHours = { from: '21:00', to: '02:01' }

const nights = [
  {
    what: 'forward',
    evening: '2026-03-28T20:00Z',
    inTheNight: '2026-03-29T00:40Z',
    // There is no such time: at one the clock leaps to two, and half an hour later it shows half past two.
    halfPastOne: { local: '2026-03-29T01:30', at: '2026-03-29T01:30Z' },
    before: { local: '2026-03-29T00:58', at: '2026-03-29T00:58Z', wakes: '2026-03-29T01:01Z' },
    eight: { local: '2026-03-29T08:00', at: '2026-03-29T07:00Z' },
    nextDay: '2026-03-30T07:00Z',
  },
  {
    what: 'back',
    evening: '2026-10-24T19:00Z',
    inTheNight: '2026-10-25T00:10Z',
    // There are two such times. It is the first, and not the second again.
    halfPastOne: { local: '2026-10-25T01:30', at: '2026-10-25T00:30Z' },
    before: { local: '2026-10-25T01:58', at: '2026-10-25T00:58Z', wakes: '2026-10-25T02:01Z' },
    eight: { local: '2026-10-25T08:00', at: '2026-10-25T08:00Z' },
    nextDay: '2026-10-26T08:00Z',
  },
]

describe.skipIf(faketimeMissing !== null).concurrent('through a night in which the clock', () => {
  test.each(nights)(
    'is put $what, what is planned leaves when the clock on the wall says so, once, and wakes nobody',
    { timeout: 90_000 },
    async ({ evening, inTheNight, halfPastOne, before, eight, nextDay }) => {
      const night = await openNight('Europe/London', evening)
      const { desk, look } = night.story
      const isPlanned = async (runId: string, at: string) =>
        expect((await look(runId)).run).toMatchObject({
          state: 'held',
          why: null,
          startsAt: new Date(at).toISOString(),
        })
      async function halfPastOneComes() {
        await night.comesTo(halfPastOne.at)
        await night.leftAt(halfPastOne.at, atHalfPastOne)
        await night.done('run1')
      }
      async function othersWake() {
        await night.comesTo(before.at)
        await night.leftAt(before.at, awake)
        // As soon as one of the first has arrived.
        const waits = { state: 'sending', quietUntil: new Date(before.wakes).toISOString() }
        await eventually(async () => expect((await look('run2')).run).toMatchObject(waits))
        await night.watchesUntil(before.wakes)
        await night.leftAt(before.wakes, asleep)
        await night.done('run2')
      }
      const inOrder = [
        { at: halfPastOne.at, comes: halfPastOneComes },
        { at: before.at, comes: othersWake },
      ].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
      try {
        await desk.saveSettings({ quietHours })
        await night.plan('half past one', halfPastOne.local, atHalfPastOne)
        await night.plan('before', before.local, [...awake, ...asleep])
        await night.plan('eight', eight.local, inTheMorning)
        await night.sleepTo(inTheNight)
        await night.restart()
        await isPlanned('run1', halfPastOne.at)
        await isPlanned('run2', before.at)
        await night.nothingLeaves()
        for (const { comes } of inOrder) await comes()
        // Once more, on the other side of the change.
        await night.restart()
        await isPlanned('run3', eight.at)
        await night.comesTo(eight.at)
        await night.leftAt(eight.at, inTheMorning)
        await night.done('run3')
        await night.sleepTo(nextDay)
        await night.nothingLeaves()
        expect((await night.left()).map(({ to }) => to).toSorted()).toEqual(everybody.toSorted())
      } finally {
        await night.story.end()
      }
    },
  )

  test('control: that nobody puts forward, eight comes an hour later; and without quiet hours all are woken', async () => {
    const [{ evening, before, eight }] = nights as [(typeof nights)[0]]
    const night = await openNight('Etc/GMT', evening)
    try {
      await night.plan('before', before.local, [...awake, ...asleep])
      await night.plan('eight', eight.local, inTheMorning)
      await night.comesTo(before.at)
      await night.leftAt(before.at, [...awake, ...asleep])
      await night.done('run1')
      await night.sleepTo(eight.at)
      await night.nothingLeaves()
      const anHourLater = '2026-03-29T08:00Z'
      await night.comesTo(anHourLater)
      await night.leftAt(anHourLater, inTheMorning)
    } finally {
      await night.story.end()
    }
  })
})
