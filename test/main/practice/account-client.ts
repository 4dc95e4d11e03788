import { Vonage } from '@vonage/server-sdk'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { basic } from '../../support/pretend-vonage.ts'

/** Asks as a plain program does: Basic, a GET's fields in the query, a POST's as a form. Redirects are not followed. */
export async function ask(vonage: PretendVonage, call: string, fields: Record<string, string> = {}) {
  const [method = '', path = ''] = call.split(' ')
  const form = new URLSearchParams(fields)
  const response = await fetch(`${vonage.restHost}${path}${method === 'GET' ? `?${form}` : ''}`, {
    method,
    headers: basic(vonage.apiKey, vonage.apiSecret),
    redirect: 'manual',
    ...(method === 'POST' && { body: form }),
  })
  const isJson = response.headers.get('content-type') === 'application/json'
  const text = await response.text()
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text }
}

export function sdkOf({ restHost, apiKey, apiSecret }: PretendVonage): Vonage {
  return new Vonage({ apiKey, apiSecret }, { restHost, timeout: 5000 })
}
