import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { askedTimes } from '../../src/renderer/runs/when.ts'
import { movableClock } from './faketime.ts'
import { look } from './late-run-story.ts'
import { eventually } from './processes.ts'
import { openRunStory } from './run-story.ts'

const second = 1000
/** A desk that has not looked at its runs for five minutes was asleep. */
const stepMs = 270 * second
/** A little longer than it rests between two looks. */
const restMs = 120

/** As the form of a new run says it, on a computer in that zone. */
function planned(zone: string, local: string): string {
  const before = process.env.TZ
  process.env.TZ = zone
  try {
    return askedTimes({ isLater: true, startsAt: local, until: '', chase: null }, null).startsAt ?? ''
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}

/** A desk in that zone, in the evening by its own clock, which is put forward through the night. */
export async function openNight(zone: string, evening: string) {
  const clock = movableClock()
  clock.moveTo(Date.parse(evening))
  const story = await openRunStory({ ...clock.env, TZ: zone })
  await story.fast()
  await story.vonage.set({ receipts: [{ status: 'delivered', afterMs: 20 }] })
  /** Whom the provider was asked to text, in its own record, and when it was by the clock of the desk (epoch ms). */
  const left: { to: string; at: number }[] = []
  async function note() {
    const { requests } = await story.vonage.record()
    const ahead = clock.now() - Date.now()
    for (const { at, body } of requests.slice(left.length)) left.push({ to: body.to ?? '', at: Date.parse(at) + ahead })
    return left
  }
  async function moveTo(at: number) {
    await note()
    clock.moveTo(at)
    // Timers run out at once when a computer wakes; here the steady clock stands.
    await look(story)
  }
  return {
    story,
    left: note,
    /** As a computer sleeps: nobody looks at runs until then. */
    sleepTo: (iso: string) => moveTo(Date.parse(iso)),
    /** It is awake a minute before, and what is due then comes by itself. */
    async comesTo(iso: string) {
      await moveTo(Date.parse(iso) - 60 * second)
      await moveTo(Date.parse(iso) - second)
    },
    /** It is awake all the while, until just before. */
    async watchesUntil(iso: string) {
      const end = Date.parse(iso) - second
      for (let at = clock.now(); at < end; ) {
        at = Math.min(at + stepMs, end)
        await moveTo(at)
        // What it was at when the clock moved is over, so now it does look.
        await pause(restMs)
        await look(story)
      }
    },
    async plan(submissionId: string, local: string, to: readonly string[]) {
      const startsAt = planned(zone, local)
      const rows = to.map((each) => ({ to: `+${each}`, fields: { weekday: 'Thursday' } }))
      expect(await story.make(to.length, { submissionId, rows, startsAt })).toMatchObject({ ok: true })
    },
    async restart() {
      await story.kill()
      await story.start()
    },
    /** They have left: each once, at that moment and no sooner. */
    leftAt: (iso: string, to: readonly string[]) =>
      eventually(async () => {
        const those = (await note()).filter((each) => to.includes(each.to))
        expect(those.map((each) => each.to).toSorted()).toEqual(to.toSorted())
        for (const { at } of those) {
          expect(at).toBeGreaterThanOrEqual(Date.parse(iso))
          expect(at).toBeLessThan(Date.parse(iso) + 20 * second)
        }
      }),
    async nothingLeaves() {
      const before = (await note()).length
      await look(story)
      await pause(500)
      expect((await note()).slice(before)).toEqual([])
    },
    done: (runId: string) =>
      eventually(async () => expect((await story.look(runId)).run).toMatchObject({ state: 'done', quietUntil: null })),
  }
}
