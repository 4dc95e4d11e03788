import { onTestFinished } from 'vitest'
import type { PretendVonage } from '../../src/main/practice/pretend-api.ts'
import { type PretendVonageNeeds, startPretendVonage } from '../../src/main/practice/pretend-vonage.ts'

/** A pretend Vonage in this process, at fifty times the speed; closed when the test ends. */
export async function openPretendVonage(needs: PretendVonageNeeds = {}): Promise<PretendVonage> {
  const vonage = await startPretendVonage({ apiKey: 'abcd1234', apiSecret: 'Secret123', speed: 50, ...needs })
  onTestFinished(() => vonage.close())
  return vonage
}

export const basic = (key: string, secret: string) => ({ authorization: `Basic ${btoa(`${key}:${secret}`)}` })
export const sms = { from: '447700900000', to: '447700900111', text: 'Hello' }

/** Sends as the SDK does: JSON and Basic. */
export function send(vonage: PretendVonage, fields: Record<string, unknown>, headers = basic('abcd1234', 'Secret123')) {
  return fetch(`${vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(fields),
    redirect: 'manual',
  })
}

export const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/
