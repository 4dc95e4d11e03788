import { expect } from 'vitest'
import { inFile, pass } from './passed-time.ts'
import { eventually } from './processes.ts'
import { madeNow, number, type RunStory } from './run-story.ts'

const minute = 60_000
export const secondText = 'Still there? Reply 1, 2 or 3.'

/** A run with a second text after half an hour, and an answer that is taken for granted after an hour. */
export const chase = () => {
  const after = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString()
  return { at: after(31), text: secondText, defaultAt: after(62), option: '3' }
}

/** The desk looks at its runs now. */
export const look = ({ desk }: RunStory, textsPerSecond = 200) => desk.saveSettings({ textsPerSecond })

/** What was to be asked about the stretch in which it was killed has been asked. */
export function settleGaps(story: RunStory): void {
  inFile(story, (db) => db.prepare('UPDATE gaps SET settled_at = ? WHERE ended_at IS NOT NULL').run(Date.now()))
}

/** By the provider's own record: each text as often as it was asked to send it. */
export async function timesSent({ vonage }: RunStory): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>()
  for (const { body } of (await vonage.record()).requests) {
    const { to, text } = body as { to?: string; text?: string }
    const what = `${to} ${text}`
    times.set(what, (times.get(what) ?? 0) + 1)
  }
  return times
}
export const twice = (times: ReadonlyMap<string, number>) => [...times].filter(([, count]) => count > 1)

/** All are asked; the first has answered and the second has opted out, so that the others are silent. */
export async function asked(story: RunStory, count: number): Promise<void> {
  await madeNow(story, count, { chase: chase() })
  await eventually(
    async () => expect((await story.look()).run).toMatchObject({ state: 'done', texts: { delivered: count } }),
    40_000,
  )
  await story.vonage.text({ from: number(0), text: '1', wait: true })
  await story.vonage.text({ from: number(1), text: 'STOP', wait: true })
  expect((await story.look()).run.outcomes).toMatchObject({ option: 1, 'opted-out': 1, waiting: count - 2 })
}

/** Half an hour later their second texts leave, one after the other; it is killed when some have left. */
export async function killedInSecondTexts(story: RunStory, count: number): Promise<void> {
  await asked(story, count)
  pass(story, 32)
  await look(story, 10)
  await eventually(async () => expect(secondsOf(await timesSent(story)).length).toBeGreaterThanOrEqual(5), 20_000)
  await story.kill()
}
export const secondsOf = (times: ReadonlyMap<string, number>) =>
  [...times.keys()].filter((what) => what.endsWith(secondText))
