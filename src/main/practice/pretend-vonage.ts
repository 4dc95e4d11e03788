import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Msisdn } from '../../shared/msisdn.ts'
import { type Account, changeNumber, freshKey, freshSecret, ownedNumber } from './account.ts'
import { createAccountCalls } from './account-calls.ts'
import { createBehaviourQueue } from './behaviour.ts'
import { createCustomerTexts } from './customer-texts.ts'
import { createDoors } from './doors.ts'
import { answer, type HttpAnswer, type HttpCall, readCall } from './http-call.ts'
import { type Ending, end, endingOf } from './misbehave.ts'
import { startPostman } from './postman.ts'
import type { PretendVonage } from './pretend-api.ts'
import { createRate } from './rate.ts'
import type { AcceptedSms } from './receipts.ts'
import { openRecord } from './record.ts'
import { createReportLog } from './report-log.ts'
import { createReportCall } from './reports-call.ts'
import { createSending, publicFields } from './send-sms.ts'
import { changeSettings, type ReceiptStep, type SettingsChange, usualSettings } from './settings.ts'
import { startTimers } from './timers.ts'

export interface PretendVonageNeeds {
  /** The TCP port to listen on. Default 0: one that is free. */
  port?: number
  /** Default a fresh one. */
  apiKey?: string
  apiSecret?: string
  /** The account's numbers, at least one; default 447700900000. */
  numbers?: readonly [Msisdn, ...Msisdn[]]
  settings?: SettingsChange
  /** Is appended to, see {@link openRecord}. */
  recordFile?: string
  /** Newest entries of a kind that the record keeps in memory; default all. */
  recordLimit?: number
  /** How many times faster phones, receipts and retries are; default 1. Rate and answers keep to the real clock. */
  speed?: number
  /** The receipts of texts to this number; undefined: as set for the account. */
  fate?: (to: Msisdn) => readonly ReceiptStep[] | undefined
}

/**
 * Starts a stand-in for Vonage's SMS API on 127.0.0.1. What it answers to what: docs/pretend-vonage.md.
 *
 * @throws when the port or the record file cannot be had
 */
export async function startPretendVonage(needs: PretendVonageNeeds): Promise<PretendVonage> {
  const numbers = needs.numbers ?? (['447700900000'] as const)
  const account: Account = {
    apiKey: needs.apiKey ?? freshKey(),
    apiSecret: needs.apiSecret ?? freshSecret(),
    numbers: numbers.map(ownedNumber),
    inboundUrl: null,
    receiptsUrl: null,
    settings: changeSettings(usualSettings, needs.settings ?? {}),
  }
  const { apiKey, apiSecret } = account
  const number = numbers[0]
  const record = openRecord({
    ...(needs.recordFile !== undefined && { file: needs.recordFile }),
    ...(needs.recordLimit !== undefined && { limit: needs.recordLimit }),
  })
  const timers = startTimers(needs.speed ?? 1)
  const answerTimers = startTimers(1)
  const closing = new AbortController()
  const behaviours = createBehaviourQueue()
  const postman = startPostman({ apiKey, settings: () => account.settings, record, timers })
  const reportLog = createReportLog({
    speed: needs.speed ?? 1,
    ...(needs.recordLimit !== undefined && { limit: needs.recordLimit }),
  })
  const listeners = new Set<(sms: AcceptedSms) => void>()

  const sendSms = createSending({
    account,
    behaviours,
    rate: createRate(() => performance.now()),
    record,
    postman,
    reportLog,
    timers,
    answerTimers,
    fate: needs.fate ?? (() => undefined),
    onArrival: (sms) => {
      for (const listener of listeners) listener(sms)
    },
  })
  const accountCall = createAccountCalls({ account, record, closing: closing.signal })
  const reportCall = createReportCall({ account, reportLog })

  const vonage: PretendVonage = {
    restHost: '',
    apiKey,
    apiSecret,
    number,
    next: (...wanted) => wanted.forEach(behaviours.add),
    forget: () => behaviours.clear(),
    ...createCustomerTexts(account, number, { postman, reportLog }),
    link({ inbound, receipts }) {
      if (inbound !== undefined) {
        account.inboundUrl = inbound
        for (const { links } of account.numbers) {
          delete links.moHttpUrl
          if (inbound !== null) links.moHttpUrl = inbound
        }
      }
      if (receipts !== undefined) account.receiptsUrl = receipts
    },
    changeNumber: (change) => changeNumber(account, change),
    set(change) {
      account.settings = changeSettings(account.settings, change)
    },
    record: () => record.read(),
    onArrival(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closing.abort()
      postman.close()
      timers.close()
      answerTimers.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      record.close()
    },
  }

  const doors = createDoors(vonage)
  const notFound: HttpAnswer = { status: 404, body: '<h1>404 Not Found</h1>' }

  const apiCall = async (call: HttpCall) => reportCall(call) ?? (await accountCall(call))

  async function otherCall(call: HttpCall): Promise<Ending> {
    const behaviour = behaviours.take(call.path)
    const isUsual = behaviour.answer === undefined || behaviour.answer === 'usual'
    const usual = isUsual || behaviour.accept === true ? await apiCall(call) : { status: 200, body: null }
    if (usual === null) return notFound
    const ending = endingOf(behaviour, usual)
    record.note('calls', {
      at: new Date().toISOString(),
      method: call.method,
      path: call.path,
      fields: publicFields(call.fields),
      answer: 'fault' in ending ? { fault: ending.fault } : { status: ending.status, body: ending.body },
    })
    if (behaviour.afterMs !== undefined) await answerTimers.wait(behaviour.afterMs)
    return ending
  }

  async function serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const call = await readCall(request)
    if (call === null) return answer(reply, { status: 413, body: '<h1>413 Payload Too Large</h1>' })
    if (call.method === 'POST' && call.path === '/sms/json') return sendSms(call, reply)
    end(reply, (await doors(call)) ?? (await otherCall(call)))
  }

  // In practice mode this runs inside the desk, which must outlive a mistake made here.
  const server = createServer((request, reply) => void serve(request, reply).catch(() => reply.destroy()))
  server.listen(needs.port ?? 0, '127.0.0.1')
  await once(server, 'listening').catch((error: unknown) => {
    record.close()
    throw error
  })
  vonage.restHost = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return vonage
}
