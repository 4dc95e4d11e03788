import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { type Line, tell } from './figures.ts'

const texts = 1000
const perSecond = 30

/** A long queue against a Vonage that counts 30 texts in any second and refuses the next: none is refused, no time is lost. */
export async function sendRate(): Promise<Line[]> {
  const vonage = await startPretendProcess()
  await vonage.set({ receipts: [], ratePerSecond: perSecond, balance: 10_000 })
  const running = await startDeskProcess(vonage.env)
  try {
    await running.desk.stopSending({})
    for (let index = 0; index < texts; index += 1) {
      const to = `+44 7700 900${String(index).padStart(3, '0')}`
      const sent = await running.desk.sendSms({ submissionId: `bench-${index}`, to, text: 'On our way' })
      if (!sent.ok && sent.problem.code !== 'own-number') throw new Error(sent.problem.text)
    }
    tell(`g: ${texts} texts wait, which takes ${Math.round(texts / perSecond)} s`)
    await running.desk.resumeSending({})
    await eventually(async () => {
      const desk = await running.desk.getDesk({})
      if (!desk.ok || desk.value.counts.queued > 0) throw new Error('still sending')
    }, 60_000)
    const { requests } = await vonage.record()
    const times = requests.map(({ at }) => Date.parse(at))
    const rate = (requests.length - 1) / ((Math.max(...times) - Math.min(...times)) / 1000)
    const refused = requests.filter(({ accepted }) => accepted.length === 0).length
    return [
      {
        name: 'g  texts a second out of a long queue',
        ours: `${rate.toFixed(2)}/s`,
        baseline: `limit ${perSecond}/s`,
        ratio: rate / perSecond,
        goal: '≥ 0.98',
        ok: rate / perSecond >= 0.98,
      },
      {
        name: 'g  throttled meanwhile',
        ours: `${refused}`,
        baseline: `${requests.length} requests`,
        ratio: null,
        goal: '0',
        ok: refused === 0,
      },
    ]
  } finally {
    await running.end()
    await vonage.end()
  }
}
