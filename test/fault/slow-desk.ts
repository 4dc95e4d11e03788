import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { allMessages, doubled } from './evidence.ts'
import { answeredInTime, genuineAtRest, genuineCustomer, genuineFor, percentile } from './genuine.ts'
import { slowSenders } from './slow-senders.ts'

/** Slow senders at the real desk, with genuine texts between them. */
export async function slowSendersAtDesk(count: number, forMs: number) {
  const vonage = await startPretendProcess()
  const running = await startDeskProcess(vonage.env)
  try {
    const url = running.ready.inbound
    const atRest = await genuineAtRest(url, null)
    const slow = slowSenders(url, count, forMs)
    const answers = await genuineFor(url, slow, null)
    const { cut, open } = await slow
    const stored = (await allMessages(running.desk, 'inbound', genuineCustomer)).flatMap(
      ({ providerIds }) => providerIds,
    )
    const all = [...atRest, ...answers]
    const refused = all.filter(({ status }) => status !== 200)
    const p99 = (of: typeof all) =>
      percentile(
        of.map(({ tookMs }) => tookMs),
        0.99,
      ).toFixed(1)
    console.log(
      `Slow senders: ${cut.length} of ${count} cut, the last after ${(Math.max(...cut) / 1000).toFixed(1)} s; ${answers.length} genuine, p99 ${p99(answers)} ms, at rest ${p99(atRest)} ms.`,
    )
    return {
      cut,
      open,
      refused,
      /** null where this computer cannot tell. */
      inTime: answeredInTime('slow senders', atRest, answers),
      lost: all.length - new Set(stored).size,
      doubled: doubled(stored),
    }
  } finally {
    await running.end()
    await vonage.end()
  }
}
