import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { allMessages, doubled } from './evidence.ts'
import { genuineCustomer, genuineFor, timesOf } from './genuine.ts'
import { slowSenders } from './slow-senders.ts'

/** Slow senders at the real desk, with genuine texts between them. */
export async function slowSendersAtDesk(count: number, forMs: number) {
  const vonage = await startPretendProcess()
  const running = await startDeskProcess(vonage.env)
  try {
    const url = running.ready.inbound
    const slow = slowSenders(url, count, forMs)
    const answers = await genuineFor(url, slow, null)
    const { cut, open } = await slow
    const stored = (await allMessages(running.desk, 'inbound', genuineCustomer)).flatMap(
      ({ providerIds }) => providerIds,
    )
    const refused = answers.filter(({ status }) => status !== 200)
    const { p99, allowed } = timesOf(answers, 1000)
    console.log(
      `Slow senders: ${cut.length} of ${count} cut, the last after ${(Math.max(...cut) / 1000).toFixed(1)} s; ${answers.length} genuine, p99 ${p99.toFixed(1)} ms.`,
    )
    return {
      cut,
      open,
      refused,
      inTime: p99 <= allowed,
      lost: answers.length - new Set(stored).size,
      doubled: doubled(stored),
    }
  } finally {
    await running.end()
    await vonage.end()
  }
}
