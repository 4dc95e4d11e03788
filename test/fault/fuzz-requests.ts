import { readdirSync, readFileSync } from 'node:fs'
import type { Dice } from '../support/dice.ts'

/** A request as bytes, one character a byte. */
export interface RawRequest {
  bytes: string
  /** Whether its end is where it says, so that another may follow on the same connection. */
  whole: boolean
}

/** Requests that were once answered wrongly, or that a reader of HTTP somewhere was once wrong about. */
const corpusFolder = new URL('corpus/', import.meta.url)
/** `PATH` and `HOST` stand for those of the run; a file ends where its request does. */
export const corpus: readonly { name: string; text: string }[] = readdirSync(corpusFolder)
  .filter((name) => name.endsWith('.http'))
  .toSorted()
  .map((name) => ({ name, text: readFileSync(new URL(name, corpusFolder), 'latin1') }))

export interface Place {
  path: string
  host: string
}

export const fromCorpus = (text: string, { path, host }: Place): string =>
  text.replaceAll('PATH', path).replaceAll('HOST', host)

const bodies = [
  'msisdn=447700900111&to=447700900800&messageId=0B0000017A11C001&text=Leaving+now&type=text&api-key=abcd1234',
  'msisdn=447700900111&to=447700900800&messageId=0C1&text=one&concat=true&concat-ref=4&concat-total=3&concat-part=2',
  'msisdn=447700900111&to=447700900800&messageId=0D1&status=delivered&err-code=0&client-ref=run-88%2Fstop&scts=2604020918',
  'msisdn=447700900111&to=447700900800&messageId=0E1&type=binary&data=00ff&udh=050003',
  '{"msisdn":"447700900111","to":"447700900800","messageId":"0F1","text":"J\\u017c \\ud83d\\ude9b","type":"unicode"}',
  '{"message_uuid":"8d0f3c52","to":"447700900800","from":"447700900111","channel":"sms","usage":{"price":"1"}}',
]
const heads = [
  'Content-Type: application/x-www-form-urlencoded\r\n',
  'Content-Type: application/json; charset=utf-8\r\n',
  'Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1\r\n',
  '',
]
const pieces = [
  ...[
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\r',
    '\0',
    '%',
    '%0',
    '%00',
    '%zz',
    '&',
    '=',
    '+',
    ';',
    '?',
    '#',
    ' ',
    '\t',
    ':',
    '\x7f',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\\u',
    '\\ud800',
    ',',
    'null',
    '1e999',
    '-',
    '__proto__',
    'constructor=',
    '{"a":{',
  ],
  ...['\xff', '\xc0\xaf', '\xed\xa0\x80', '\xef\xbb\xbf', '\u0080', '%ED%A0%80', '%C0%AF'],
  ...['Transfer-Encoding: chunked\r\n', 'Content-Length: 0\r\n', 'Content-Length: 5\r\n', 'Expect: 100-continue\r\n'],
  ...['Host: evil.example\r\n', 'Upgrade: h2c\r\nConnection: upgrade\r\n', 'Content-Encoding: gzip\r\n', ' folded\r\n'],
  ...['0\r\n\r\n', 'ffffffff\r\n', '5\r\nhello\r\n', 'HTTP/1.1', 'HTTP/0.9', 'HTTP/2.0', 'GET ', 'POST ', 'CONNECT '],
  ...['/../', '//', '/%2e%2e/', 'http://evil.example/', '*', 'a'.repeat(300), '&a'.repeat(120), '9'.repeat(40)],
]

/** A genuine request with some of its bytes changed; one in sixteen comes from the corpus. */
export function fuzzedRequest(dice: Dice, place: Place): RawRequest {
  if (dice.roll(16) === 0 && corpus.length > 0)
    return { bytes: spoiled(dice, fromCorpus(dice.one(corpus).text, place), dice.roll(2)), whole: false }
  const body = dice.one(bodies).replace(/0[B-F][0-9A-F]*(?=["&])/, `0${dice.roll(5000)}`)
  const get = dice.roll(4) === 0 && !body.startsWith('{')
  const spoiledBody = spoiled(dice, body, 1 + dice.roll(3))
  // Most keep their frame: what is wrong is then inside, and gets as far as it can.
  if (dice.roll(4) !== 0) {
    const query = spoiledBody.replace(/[\0-\x20\x7f#]/g, '%20')
    const bytes = get
      ? `GET ${place.path}?${query} HTTP/1.1\r\nHost: ${place.host}\r\n\r\n`
      : `POST ${place.path} HTTP/1.1\r\nHost: ${place.host}\r\n${dice.one(heads)}Content-Length: ${spoiledBody.length}\r\n\r\n${spoiledBody}`
    return { bytes, whole: true }
  }
  const line = get ? `GET ${place.path}?${body}` : `POST ${place.path}`
  const length = get ? '' : `Content-Length: ${body.length}\r\n`
  const right = `${line} HTTP/1.1\r\nHost: ${place.host}\r\n${dice.one(heads)}${length}\r\n${get ? '' : body}`
  return { bytes: spoiled(dice, right, 1 + dice.roll(3)), whole: false }
}

function spoiled(dice: Dice, bytes: string, times: number): string {
  let changed = bytes
  for (let time = 0; time < times; time += 1) {
    const at = dice.roll(changed.length + 1)
    const cut = dice.roll(4) === 0 ? dice.roll(40) : dice.roll(3)
    const put = dice.roll(3) === 0 ? String.fromCharCode(dice.roll(256)) : dice.one(pieces)
    changed = changed.slice(0, at) + (dice.roll(5) === 0 ? '' : put) + changed.slice(at + cut)
  }
  return changed
}
