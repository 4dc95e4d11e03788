import type { ServerResponse } from 'node:http'
import type { Account } from './account.ts'
import type { Behaviour, BehaviourQueue } from './behaviour.ts'
import { type Refusal, refuseSender } from './credentials.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { judgeSms, type SmsToSend } from './judge-sms.ts'
import { end, endingOf } from './misbehave.ts'
import type { Postman } from './postman.ts'
import { asAmount, networkOf, price } from './prices.ts'
import type { Rate } from './rate.ts'
import { type AcceptedSms, arrivalMs, playReceipts, receiptPlan } from './receipts.ts'
import type { Recorder } from './record.ts'
import type { ReportLog } from './report-log.ts'
import { changeSettings, type ReceiptStep } from './settings.ts'
import { statusText } from './status-text.ts'
import type { Timers } from './timers.ts'

/** Receipts that should come before the answer are waited for that long, so that a desk that holds them is not stuck. */
const earlyReceiptsMs = 2000

interface Verdict {
  answer: HttpAnswer
  sms: AcceptedSms | null
}

/** Answers POST /sms/json, and lets loose what follows from a text that was taken. */
export function createSending(needs: {
  account: Account
  behaviours: BehaviourQueue
  rate: Rate
  record: Recorder
  postman: Postman
  reportLog: ReportLog
  /** Hurried, for receipts and phones. */
  timers: Timers
  /** Not hurried, for the answer. */
  answerTimers: Timers
  /** The receipts of texts to this number; undefined: the usual ones. */
  fate: (to: string) => readonly ReceiptStep[] | undefined
  /** The text is on the phone. */
  onArrival: (sms: AcceptedSms) => void
}): (call: HttpCall, reply: ServerResponse) => Promise<void> {
  const { account, timers } = needs

  function decide(call: HttpCall, behaviour: Behaviour): Verdict {
    const sender = refuseSender(account, call.headers, call.fields)
    if (sender !== null) return refusal(sender)
    const { ratePerSecond, balance, suspended } = account.settings
    if (suspended !== null) return refusal({ status: '8', text: statusText('8') })
    const tooFast =
      behaviour.answer === 'throttled' ? needs.rate.throttled(ratePerSecond, 702) : needs.rate.refuse(ratePerSecond)
    if (tooFast !== null) return refusal(tooFast)
    const ours = account.numbers.map(({ msisdn }) => msisdn)
    const judged = judgeSms(call.fields, ours)
    if (!judged.ok) return refusal(judged.refusal)
    const statuses = behaviour.statuses ?? judged.sms.parts.map(() => '0')
    const cost = Number(price) * statuses.filter((status) => status === '0').length
    if (cost > balance) return refusal({ status: '9', text: 'Quota Exceeded - rejected' })
    account.settings = changeSettings(account.settings, { balance: Number(asAmount(balance - cost)) })
    return accepted(judged.sms, statuses, account.settings.balance)
  }

  function follow(sms: AcceptedSms, behaviour: Behaviour): Promise<void> {
    const wish = behaviour.receipts
    const { fates, receipts } = account.settings
    const fate = Array.isArray(wish) ? wish : (needs.fate(sms.to) ?? fates[sms.to] ?? receipts)
    const arrival = arrivalMs(fate)
    needs.reportLog.sent(sms, fate)
    if (arrival !== null)
      void timers.wait(wish === 'early' ? 0 : arrival).then((over) => {
        if (over) needs.onArrival(sms)
      })
    const url = sms.wantsReceipts ? (sms.callback ?? account.receiptsUrl) : null
    return playReceipts(sms, receiptPlan(fate, wish), url, { postman: needs.postman, timers })
  }

  return async (call, reply) => {
    const behaviour = needs.behaviours.take(call.path)
    const kind = behaviour.answer ?? 'usual'
    const isJudged = kind === 'usual' || kind === 'throttled' || behaviour.accept === true
    const verdict = isJudged ? decide(call, behaviour) : { answer: { status: 200, body: null }, sms: null }
    const ending = endingOf(behaviour, verdict.answer)
    needs.record.note('requests', {
      at: new Date().toISOString(),
      headers: publicHeaders(call),
      body: publicFields(call.fields),
      accepted: verdict.sms?.messageIds ?? [],
      text: verdict.sms?.text ?? null,
      answer: 'fault' in ending ? { fault: ending.fault } : { status: ending.status, body: ending.body },
    })
    if (verdict.sms !== null) {
      const told = follow(verdict.sms, behaviour)
      if (behaviour.receipts === 'early') await Promise.race([told, needs.answerTimers.wait(earlyReceiptsMs)])
    }
    if (behaviour.afterMs !== undefined && !(await needs.answerTimers.wait(behaviour.afterMs))) return
    end(reply, ending)
  }
}

const refusal = ({ status, text }: Refusal): Verdict => ({
  answer: { status: 200, body: { 'message-count': '1', messages: [{ status, 'error-text': text }] } },
  sms: null,
})

function accepted(sms: SmsToSend, statuses: readonly string[], balance: number): Verdict {
  const messageIds: string[] = []
  const network = networkOf(sms.to)
  const messages = statuses.map((status) => {
    if (status !== '0') return { to: sms.to, status, 'error-text': statusText(status), network }
    const messageId = crypto.randomUUID()
    messageIds.push(messageId)
    return {
      to: sms.to,
      'message-id': messageId,
      status,
      'remaining-balance': asAmount(balance),
      'message-price': price,
      network,
      ...(sms.clientRef !== null && { 'client-ref': sms.clientRef }),
      ...(sms.accountRef !== null && { 'account-ref': sms.accountRef }),
    }
  })
  return {
    answer: { status: 200, body: { 'message-count': String(messages.length), messages } },
    sms: messageIds.length === 0 ? null : { ...sms, messageIds },
  }
}

/** What may be written down: neither the Authorization header nor anything that serves as a password. */
export const publicHeaders = ({ headers }: HttpCall): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'authorization' && name !== 'cookie')
      .map(([name, value]) => [name, String(value)]),
  )

export const publicFields = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'api_secret' && name !== 'sig'))
