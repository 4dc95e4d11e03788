import { makeWords, type WordKey } from '../../src/renderer/words/words.ts'
import type { DeskProcess } from '../support/processes.ts'
import { onlyItsLook } from './accessible.ts'
import { expect, mia, reply, test } from './desk-page.ts'
import { keyboardOf } from './keyboard.ts'
import { figures, finding, handover } from './keyboard-around.ts'
import { asks, daniel, done, failed, later, next, parcels, person, threads, writes, writing } from './keyboard-inbox.ts'

/** Every value of the three, and every two of them together. */
const looks = [
  { language: 'en', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 900, height: 600 } },
  { language: 'zh', colorScheme: 'light', viewport: { width: 900, height: 600 } },
  { language: 'zh', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const

/** What a dispatcher finds in the morning. */
async function morning(running: DeskProcess) {
  const { desk } = running
  const fields = { weekday: 'Thursday' }
  const row = { to: mia.typed, name: 'Zoë Núñez', fields }
  await desk.createRun({ submissionId: 'run', name: 'Wed 12, North', questionId: 'delivery', rows: [row] })
  await desk.stopRun({ runId: 'run1' })
  await desk.resumeRun({ runId: 'run1' })
  await desk.sendSms({ submissionId: 'lost', to: daniel.typed, text: 'On our way' })
  await desk.sendNotice({ submissionId: 'asked', to: `+${asks}`, questionId: 'delivery', fields })
  for (let place = 0; place < 60; place += 1)
    await desk.sendSms({ submissionId: `p${place}`, to: parcels.typed, text: `Parcel ${place} waits at the gate` })
  await reply(running, asks, 'can you come after 3?')
  await reply(running, writes, 'is anybody there?')
  for (const customer of [done, next, later]) await reply(running, customer, `where is my parcel, ${customer}?`)
  await reply(running, parcels.msisdn, '请放在门口')
}

// They wait for the desk more than they work.
test.describe.configure({ mode: 'parallel' })

for (const { language, ...look } of looks)
  test(`by keyboard alone, ${language}, ${look.colorScheme}, ${look.viewport.width} wide`, async ({
    open,
    running,
  }) => {
    test.setTimeout(180_000)
    await morning(running)
    await running.desk.saveSettings({ language })
    const { t } = makeWords(language, ['en-GB'])
    const word = (key: WordKey) => new RegExp(`^${/[^{…]*/.exec(t(key))?.[0].trim()}`)
    const page = await open({ ...look, acceptDownloads: true })
    if (language === 'zh' || look.colorScheme === 'dark') onlyItsLook(page)
    const keys = keyboardOf(page)
    const flow = { page, keys, running, word, t }
    await test.step('threads', () => threads(flow))
    await test.step('writing', () => writing(flow))
    await test.step('failed', () => failed(flow))
    await test.step('person', () => person(flow))
    await test.step('finding', () => finding(flow))
    await test.step('figures', () => figures(flow))
    await test.step('handover', () => handover(flow))
    expect([...keys.wrong]).toEqual([])
  })
