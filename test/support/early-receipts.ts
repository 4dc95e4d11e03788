import { expect } from 'vitest'
import type { Behaviour } from '../../src/main/practice/behaviour.ts'
import { eventually, startDeskProcess, startPretendProcess } from './processes.ts'

const upTo = (ms: number) => Math.round(Math.random() * ms)

/**
 * Texts whose receipts come before, while and after their send call returns, and some whose call never does. Of the
 * others every second one's receipt comes before the answer.
 *
 * @param needs.everyNthIsLate is answered after up to 5 s, and the rest after up to 0.6 s
 * @returns in which states the texts end: of those that were answered, of those that were not, and of those of them
 *   whose receipts do not carry our reference; `aheadMs`, by the provider's own record, for each receipt that the desk
 *   took before the text's answer, by how long
 */
export async function sendThroughEarlyReceipts(
  needs: { texts: number; everyNthHangs: number; everyNthNameless: number; everyNthIsLate: number },
  ends: (() => Promise<unknown>)[],
) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ ratePerSecond: 1000 })
  const running = await startDeskProcess(vonage.env)
  ends.push(() => running.end('SIGKILL'))
  await running.desk.saveSettings({ textsPerSecond: 200 })
  const hangs = (index: number) => index % needs.everyNthHangs === needs.everyNthHangs - 1
  const isNameless = (index: number) => hangs(index) && index % needs.everyNthNameless === needs.everyNthNameless - 1
  const answerMs = Array.from({ length: needs.texts }, (_, index) =>
    upTo(index % needs.everyNthIsLate === 0 ? 5000 : 600),
  )
  const behaviours = answerMs.map((afterMs, index): Behaviour => {
    const fields = isNameless(index) ? { fields: { 'client-ref': null } } : {}
    const told = upTo(hangs(index) ? 5000 : index % 2 === 0 ? afterMs : 1200)
    const receipts = [{ status: 'delivered', afterMs: told, ...fields }]
    return hangs(index) ? { answer: 'silence', accept: true, receipts } : { afterMs, receipts }
  })
  await vonage.next(...behaviours)
  const ids: string[] = []
  for (let index = 0; index < needs.texts; index += 1) {
    const to = `+4477009${String(index + 1).padStart(5, '0')}`
    const sent = await running.desk.sendSms({ submissionId: `form-${index}`, to, text: 'On our way' })
    if (!sent.ok) throw new Error(sent.problem.text)
    ids.push(sent.value.message.id)
  }
  const states = async () => {
    const found = new Map<string, string>()
    for (let before: number | undefined; found.size < needs.texts; ) {
      const page = await running.desk.listMessages({ limit: 200, ...(before === undefined ? {} : { before }) })
      if (!page.ok || page.value.messages.length === 0) break
      for (const { id, state } of page.value.messages) found.set(id, state)
      before = page.value.messages.at(-1)?.seq
    }
    return ids.map((id) => found.get(id) ?? 'gone')
  }
  // Where nobody is answered any more, sending stops for a person to look. That is not what this is about.
  const goingOn = setInterval(() => void running.desk.resumeSending({}).catch(() => {}), 1000)
  try {
    const all = await eventually(
      async () => {
        const now = await states()
        // An answered text is told by its id alone, so that all of them are delivered in any case.
        expect(
          now.filter((state, index) => (hangs(index) ? /queued|sending/ : /queued|sending|submitted/).test(state)),
        ).toEqual([])
        return now
      },
      30_000 + needs.texts * 400,
    )
    const { requests, deliveries } = await vonage.record()
    const references = requests.map(({ body }) => body['client-ref'])
    return {
      answered: all.filter((_, index) => !hangs(index)),
      hanging: all.filter((_, index) => hangs(index) && !isNameless(index)),
      nameless: all.filter((_, index) => isNameless(index)),
      /** Once each, whatever came when. */
      references,
      aheadMs: deliveries.flatMap(({ at, fields, status }) => {
        const index = references.indexOf(String(fields['client-ref']))
        const request = requests[index]
        if (request === undefined || status !== 200 || hangs(index)) return []
        const aheadMs = Date.parse(request.at) + (answerMs[index] ?? 0) - Date.parse(at)
        return aheadMs > 0 ? [aheadMs] : []
      }),
    }
  } finally {
    clearInterval(goingOn)
  }
}
