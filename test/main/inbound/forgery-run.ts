import { AlgorithmTypes } from '@vonage/auth'
import { Vonage } from '@vonage/server-sdk'
import { type Fields, readFields } from '../../../src/main/inbound/fields.ts'
import { verifySignature } from '../../../src/main/inbound/signature.ts'
import { readWebhook, type WebhookRequest } from '../../../src/main/inbound/webhook.ts'
import type { SignatureMethod } from '../../../src/shared/setup.ts'
import { openDice } from '../../support/dice.ts'
import { forge, forgerySecret, genuineRequest, mutationNames, requestOf } from './forgery.ts'

export interface ForgeryRun {
  /** Forged requests by how they were made: how many there were, and how many passed and mean the same. */
  kinds: Record<string, { made: number; harmless: number }>
  /** Passed and mean something else but for what is signed alike. Nothing may be here. */
  accepted: string[]
  /** Passed with "&", "=" and "_" exchanged inside a value, under the same id. */
  alike: number
  /** Of every fifth: where the SDK's own check says otherwise of the same fields, by the reason. */
  differences: Record<string, number>
  /** Of every fifth: what changes the meaning and passes the SDK's check behind a reader that takes what comes, by kind. */
  careless: Record<string, number>
}

/** Judges forged requests the way the desk does: read, checked, and then taken for what they say. */
export function judgeForgeries(count: number, seed: number): ForgeryRun {
  const dice = openDice(seed)
  const kinds = Object.fromEntries(mutationNames.map((name) => [name, { made: 0, harmless: 0 }]))
  const run: ForgeryRun = { kinds, accepted: [], alike: 0, differences: {}, careless: {} }
  const add = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  while (count > 0) {
    const genuine = genuineRequest(dice)
    const right = meaningOf(requestOf(genuine))
    const rightCarelessly = carelessMeaning(requestOf(genuine))
    // Several of each, since making a genuine one costs more than a forgery.
    for (let copies = 10; copies > 0 && count > 0; copies -= 1, count -= 1) {
      const { kind, request } = forge(dice, genuine)
      const counted = kinds[kind] as { made: number; harmless: number }
      counted.made += 1
      const read = readFields(request)
      const passes = read.ok && verifySignature(read.fields, [forgerySecret], genuine.method)
      const meaning = passes ? meaningOf(request, read) : ''
      if (passes && meaning === right) counted.harmless += 1
      else if (passes && isAlike(meaning, right)) run.alike += 1
      else if (passes) run.accepted.push(`${kind}: ${meaning} for ${right}`)
      // The SDK costs as much as all of ours.
      if (count % 5 !== 0) continue
      if (read.ok) {
        const difference = differsFromSdk(read.fields, genuine.method, passes)
        if (difference !== null) add(run.differences, difference)
      }
      if (passesCarelessly(request, genuine.method) && carelessMeaning(request) !== rightCarelessly)
        add(run.careless, kind)
    }
  }
  return run
}

/** How many of the provider's own requests are refused, or read as something else than was sent. */
export function judgeGenuine(count: number, seed: number): string[] {
  const dice = openDice(seed)
  const refused: string[] = []
  for (let index = 0; index < count; index += 1) {
    const genuine = genuineRequest(dice)
    const sent = new Map(genuine.pairs)
    const read = readFields(requestOf(genuine))
    const passes = read.ok && verifySignature(read.fields, ['an older one', forgerySecret], genuine.method)
    const webhook = readWebhook(requestOf(genuine), read)
    const id =
      webhook.kind === 'text' ? webhook.text.providerId : webhook.kind === 'receipt' ? webhook.receipt.providerId : null
    if (!passes || id !== sent.get('messageId')) refused.push(JSON.stringify(genuine))
  }
  return refused
}

/** What a request would change, in one line. A blank text is none. */
function meaningOf(request: WebhookRequest, read = readFields(request)): string {
  const webhook = readWebhook(request, read)
  switch (webhook.kind) {
    case 'text': {
      const { text } = webhook.text
      return JSON.stringify({ ...webhook.text, text: text.trim() === '' ? '' : text })
    }
    case 'receipt':
      return JSON.stringify(webhook.receipt)
    default:
      return JSON.stringify(webhook)
  }
}

const idIn = (meaning: string) => (JSON.parse(meaning) as { providerId?: string }).providerId
const isAlike = (one: string, other: string) =>
  one.replace(/[&=]/g, '_') === other.replace(/[&=]/g, '_') && idIn(one) === idIn(other)

const sdk = new Vonage({ apiKey: 'a', apiSecret: 'b' }).sms
const algorithms: Record<SignatureMethod, AlgorithmTypes> = {
  md5hash: AlgorithmTypes.md5hash,
  md5: AlgorithmTypes.md5hmac,
  sha1: AlgorithmTypes.sha1hmac,
  sha256: AlgorithmTypes.sha256hmac,
  sha512: AlgorithmTypes.sha512hmac,
}

function sdkSays(params: Record<string, string>, method: SignatureMethod): boolean | 'throws' {
  try {
    return sdk.verifySignature(params.sig as string, params, forgerySecret, algorithms[method])
  } catch {
    return 'throws'
  }
}

/** @returns null where both agree */
function differsFromSdk(fields: Fields, method: SignatureMethod, ours: boolean): string | null {
  const theirs = sdkSays(Object.fromEntries(fields), method)
  if (theirs === ours) return null
  if (theirs === 'throws') return fields.has('sig') ? 'it throws' : 'it throws without a sig'
  const blanks = [...fields.values()].some((value) => value.trim() === '')
  if (ours) return blanks ? 'it hashes blank values only' : 'it refuses'
  return 'it accepts'
}

/** As a handler reads a request that takes what its framework gives it: the last of two wins, any name is a name. */
function carelessly(request: WebhookRequest): Record<string, string> {
  const body = Buffer.from(request.body).toString()
  if (request.method === 'POST' && body.startsWith('{'))
    try {
      return JSON.parse(body) as Record<string, string>
    } catch {
      return {}
    }
  const pairs = request.method === 'POST' ? body : request.target.slice(request.target.indexOf('?') + 1)
  return Object.fromEntries(new URLSearchParams(pairs))
}

const passesCarelessly = (request: WebhookRequest, method: SignatureMethod) =>
  sdkSays(carelessly(request), method) === true

function carelessMeaning(request: WebhookRequest): string {
  const { msisdn, to, messageId, text, status } = carelessly(request)
  const signedAlike = (value: unknown) => (typeof value === 'string' ? value.replace(/[&=]/g, '_') : value)
  return JSON.stringify([msisdn, to, messageId, text, status].map(signedAlike))
}
