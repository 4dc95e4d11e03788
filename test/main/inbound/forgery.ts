import { createHash, createHmac } from 'node:crypto'
import type { WebhookRequest } from '../../../src/main/inbound/webhook.ts'
import { sign } from '../../../src/main/practice/sign.ts'
import type { SignatureMethod } from '../../../src/shared/setup.ts'
import type { Dice } from '../../support/dice.ts'
import { asForm, asGet, asJson, formOf, goodReceipt, goodText, part } from './requests.ts'

export const forgerySecret = 'dispatch-demo-secret-01'
export const signatureMethods = ['sha256', 'sha512', 'sha1', 'md5', 'md5hash'] as const

type Pair = [name: string, value: string]

/** A request that the provider really signed, as its pairs in the order they are sent in, `sig` among them. */
export interface Genuine {
  pairs: Pair[]
  method: SignatureMethod
  format: 'GET' | 'form' | 'JSON'
}

const signedWith = { timestamp: '1775117730', nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e01' }
const samples: Record<string, string>[] = [
  goodText,
  { ...goodText, messageId: '0C0000017A11C002', text: 'dock=7 & bay=B_2', keyword: 'DOCK=7' },
  { ...goodText, messageId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e03', text: 'Już jadę 🚛 – 15€', type: 'unicode' },
  { ...goodText, messageId: '0B0000017A11C004', text: '', keyword: '' },
  { ...goodText, messageId: '0B0000017A11C005', ...part, text: 'one&concat-part=3&x=_' },
  // Its words look like fields, so that a reader who splits in the wrong place finds some.
  { ...goodText, messageId: '0B0000017A11C006', text: 'STOP&to=447700900999&status=delivered', keyword: 'STOP' },
  { ...goodText, messageId: '0B0000017A11C007', text: 'a+b%26c\0"}{ \u202e', 'network-code': '23410' },
  goodReceipt,
  { ...goodReceipt, messageId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e08', status: 'failed', 'err-code': '6' },
]

const letters = ['a', 'Z', '0', ' ', 'é', '🚛', '&', '=', '_', '+', '%', '\0', '"', '\\', '\n', 'ż', '\u202e']

/** One of the provider's own requests: any method, any format, fields in any order, blanks hashed or left out. */
export function genuineRequest(dice: Dice): Genuine {
  const fields: Record<string, string> = { ...dice.one(samples), ...signedWith }
  if (dice.roll(2) === 0 && 'text' in fields)
    fields.text = Array.from({ length: dice.roll(20) }, () => dice.one(letters)).join('')
  if (dice.roll(4) === 0) fields[`extra${dice.roll(10)}`] = dice.one(['', 'x', '1'])
  const method = dice.one(signatureMethods)
  const hashed =
    dice.roll(2) === 0 ? fields : Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))
  const sig = sign(hashed, forgerySecret, method)
  const pairs = shuffled(dice, Object.entries({ ...fields, sig: dice.roll(2) === 0 ? sig.toLowerCase() : sig }))
  return { pairs, method, format: dice.one(['GET', 'form', 'JSON'] as const) }
}

export const requestOf = ({ pairs, format }: Pick<Genuine, 'pairs' | 'format'>): WebhookRequest =>
  format === 'JSON'
    ? asJson(`{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`)
    : format === 'GET'
      ? asGet(encoded(pairs))
      : asForm(encoded(pairs))

const encoded = (pairs: Pair[]) => new URLSearchParams(pairs).toString()

export interface Forged {
  kind: keyof typeof mutations
  request: WebhookRequest
}

/** One mutation of a genuine request; never the request itself, but it may come to mean the same. */
export function forge(dice: Dice, from: Genuine): Forged {
  for (;;) {
    const kind = dice.one(mutationNames)
    const request = mutations[kind](dice, from)
    if (request !== null) return { kind, request }
  }
}

type Mutation = (dice: Dice, from: Genuine) => WebhookRequest | null

/** The same request with other pairs. */
const withPairs = (from: Genuine, pairs: Pair[]) => requestOf({ ...from, pairs })
const at = (dice: Dice, { pairs }: Genuine) => dice.roll(pairs.length)
const replaced = (from: Genuine, index: number, pair: Pair) =>
  withPairs(
    from,
    from.pairs.map((each, place) => (place === index ? pair : each)),
  )
const pairAt = (from: Genuine, index: number): Pair => from.pairs[index] ?? ['', '']
const indexOf = (from: Genuine, name: string) => from.pairs.findIndex(([each]) => each === name)
const withSig = (from: Genuine, sig: string) => replaced(from, indexOf(from, 'sig'), ['sig', sig])
const sigOf = (from: Genuine) => pairAt(from, indexOf(from, 'sig'))[1]
const fieldsOf = (from: Genuine) => Object.fromEntries(from.pairs)
const changedText = (from: Genuine): Genuine => ({
  ...from,
  pairs: from.pairs.map(([name, value]) => [name, name === 'text' || name === 'status' ? `${value}STOP` : value]),
})

/** @returns null where a request has nothing that this could be done to */
const mutations = {
  'bits of the wire': (dice, from) => {
    const request = requestOf(from)
    const bytes = Buffer.from(from.format === 'GET' ? request.target : request.body)
    // Of the target, the query alone: the path is another test's.
    const first = from.format === 'GET' ? request.target.indexOf('?') + 1 : 0
    for (let flips = 1 + dice.roll(3); flips > 0; flips -= 1) {
      const place = first + dice.roll(bytes.length - first)
      bytes[place] = (bytes[place] ?? 0) ^ (1 << dice.roll(8))
    }
    return from.format === 'GET' ? { ...request, target: bytes.toString('latin1') } : { ...request, body: bytes }
  },
  'characters of the wire': (dice, from) => {
    const request = requestOf(from)
    const text = from.format === 'GET' ? request.target : Buffer.from(request.body).toString('latin1')
    const first = from.format === 'GET' ? text.indexOf('?') + 1 : 0
    const place = first + dice.roll(text.length - first)
    const put = dice.one([
      '',
      '&',
      '=',
      '%26',
      '%3D',
      '_',
      '+',
      '%00',
      '&text=',
      '&status=',
      '&x',
      '","',
      '\\u0026',
      ';',
    ])
    const changed = text.slice(0, place) + put + text.slice(place + dice.roll(4))
    return from.format === 'GET'
      ? { ...request, target: changed }
      : { ...request, body: Buffer.from(changed, 'latin1') }
  },
  'a value': (dice, from) => {
    const index = at(dice, from)
    const [name, value] = pairAt(from, index)
    const place = dice.roll(value.length + 1)
    return replaced(from, index, [name, value.slice(0, place) + dice.one(letters) + value.slice(place + dice.roll(2))])
  },
  'two values change places': (dice, from) => {
    const [one, other] = [at(dice, from), at(dice, from)]
    const pairs = from.pairs.map(([name, value], index): Pair => {
      const take = index === one ? other : index === other ? one : index
      return [name, take === index ? value : pairAt(from, take)[1]]
    })
    return one === other ? null : withPairs(from, pairs)
  },
  'a name': (dice, from) => {
    const index = at(dice, from)
    const [name, value] = pairAt(from, index)
    return replaced(from, index, [dice.one([name.toUpperCase(), ` ${name}`, `${name}[]`, `${name}\0`, 'text']), value])
  },
  'another order': (dice, from) => withPairs(from, shuffled(dice, from.pairs)),
  'a field dropped': (dice, from) => {
    const index = at(dice, from)
    return withPairs(
      from,
      from.pairs.filter((_pair, place) => place !== index),
    )
  },
  'a field emptied': (dice, from) => {
    const index = at(dice, from)
    return replaced(from, index, [pairAt(from, index)[0], dice.one(['', ' ', '\t'])])
  },
  'a field added': (dice, from) => {
    const name = dice.one(['text', 'status', 'message_uuid', 'concat', 'data', 'client-ref', 'x', '__proto__', 'a'])
    const added: Pair = [name, dice.one(['', ' ', 'STOP', 'delivered', 'true', '0'])]
    return withPairs(from, shuffled(dice, [...from.pairs, added]))
  },
  'a field twice': (dice, from) => {
    const [name, value] = pairAt(from, at(dice, from))
    const again: Pair = [name, dice.one([value, '', 'STOP', `${value}0`])]
    return withPairs(from, dice.roll(2) === 0 ? [again, ...from.pairs] : [...from.pairs, again])
  },
  // "&a=1&b=2" is signed alike whether "a=1&b" is a name or not.
  'fields hidden in a name': (dice, from) => {
    const sorted = from.pairs.filter(([name]) => name !== 'sig').sort(([a], [b]) => (a < b ? -1 : 1))
    const first = dice.roll(sorted.length - 1)
    const [hidden, bearer] = [sorted[first], sorted[first + 1]]
    if (hidden === undefined || bearer === undefined) return null
    const rest = from.pairs.filter((pair) => pair !== hidden && pair !== bearer)
    return withPairs(from, shuffled(dice, [...rest, [`${hidden[0]}=${hidden[1]}&${bearer[0]}`, bearer[1]]]))
  },
  'a value that grows into fields': (dice, from) => {
    const index = at(dice, from)
    const [name, value] = pairAt(from, index)
    const cut = value.search(/[&=_]/)
    if (cut === -1 || name === 'sig') return null
    const [own, tail] = [value.slice(0, cut), value.slice(cut + 1)]
    const equals = tail.search(/[=_]/)
    const grown: Pair = equals === -1 ? [tail, ''] : [tail.slice(0, equals), tail.slice(equals + 1)]
    return withPairs(from, [...from.pairs.filter((_pair, place) => place !== index), [name, own], grown])
  },
  'a name that takes in the value': (dice, from) => {
    const index = at(dice, from)
    const [name, value] = pairAt(from, index)
    const cut = value.search(/[&=_]/)
    return cut === -1 ? null : replaced(from, index, [`${name}=${value.slice(0, cut)}`, value.slice(cut + 1)])
  },
  'what is signed alike': (dice, from) => {
    const alike = from.pairs.map(
      ([name, value]): Pair => [name, value.replace(/[&=_]/g, () => dice.one(['&', '=', '_']))],
    )
    return withPairs(from, alike)
  },
  'letters of the sig': (dice, from) => {
    const sig = sigOf(from)
    const other = [...sig].map((each) => (dice.roll(2) === 0 ? each.toUpperCase() : each.toLowerCase())).join('')
    return withSig(from, other)
  },
  'a bit of the sig': (dice, from) => {
    const bytes = Buffer.from(sigOf(from), 'hex')
    const place = dice.roll(bytes.length)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << dice.roll(8))
    return withSig(from, bytes.toString('hex'))
  },
  'no sig, or none that is one': (dice, from) => {
    const sig = sigOf(from)
    const none = dice.one([
      '',
      ' ',
      '0',
      'null',
      'true',
      '[]',
      '0'.repeat(sig.length),
      ` ${sig}`,
      `${sig}00`,
      `${sig}\n`,
    ])
    const cut = dice.one([sig.slice(2), sig.slice(0, -2), sig.slice(0, 2), `sha256=${sig}`, `${sig},${sig}`])
    return withSig(from, dice.one([none, cut]))
  },
  'changed, and signed by another method': (dice, from) => {
    const { sig: _sig, ...fields } = fieldsOf(changedText(from))
    const other = dice.one(signatureMethods.filter((each) => each !== from.method))
    return withSig(changedText(from), sign(fields, forgerySecret, other))
  },
  'changed, and signed with what everybody has': (dice, from) => {
    const changed = changedText(from)
    const { sig: _sig, ...fields } = fieldsOf(changed)
    const key = dice.one(['', ' ', 'secret', fields['api-key'] ?? 'x', sigOf(from), forgerySecret.slice(0, -1)])
    return withSig(changed, sign(fields, key, from.method))
  },
  'changed, and hashed without a secret': (dice, from) => {
    const changed = changedText(from)
    const text = changed.pairs.map(([name, value]) => `&${name}=${value}`).join('')
    const algorithm = from.method === 'md5hash' ? 'md5' : from.method
    const made = dice.one([createHash(algorithm).update(text), createHmac(algorithm, '').update(text)])
    return withSig(changed, made.digest('hex'))
  },
  'another way of writing': (dice, from) => {
    const escaped = (text: string) =>
      [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    const form = from.pairs
      .map(([name, value]) => (dice.roll(2) === 0 ? formOf({ [name]: value }) : `${escaped(name)}=${escaped(value)}`))
      .join(dice.one(['&', '&&']))
    return dice.roll(2) === 0 ? asGet(form) : asForm(form, dice.one(['', 'text/plain', 'application/json']))
  },
  'another format': (dice, from) => requestOf({ ...from, format: dice.one(['GET', 'form', 'JSON'] as const) }),
  'another charset': (dice, from) => ({
    ...requestOf(from),
    contentType: dice.one(['a/b; charset=latin1', 'charset=iso-8859-1', 'x; charset=utf-16', 'charset="']),
  }),
  'JSON with other values': (dice, from) => {
    const index = at(dice, from)
    const value = dice.one(['null', 'true', '1', '[]', '{}', '["x"]', '{"a":1}', '1e3', '1775117730.0'])
    const members = from.pairs.map(
      ([name, each], place) => `${JSON.stringify(name)}:${place === index ? value : JSON.stringify(each)}`,
    )
    return asJson(`{${members.join(',')}}`)
  },
  'JSON with a name twice, once escaped': (dice, from) => {
    const [name] = pairAt(from, at(dice, from))
    const twin = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`
    const members = from.pairs.map(([each, value]) => `${JSON.stringify(each)}:${JSON.stringify(value)}`)
    return asJson(`{${shuffled(dice, [...members, `"${twin}":"STOP"`]).join(',')}}`)
  },
} satisfies Record<string, Mutation>

export const mutationNames = Object.keys(mutations) as (keyof typeof mutations)[]

function shuffled<Value>(dice: Dice, values: readonly Value[]): Value[] {
  const list = [...values]
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = dice.roll(last + 1)
    ;[list[last], list[other]] = [list[other] as Value, list[last] as Value]
  }
  return list
}
