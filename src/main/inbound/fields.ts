import type { RawWebhook } from '../store/records.ts'
import { charsetOf, decodeText } from './charset.ts'
import { readFlatJson } from './flat-json.ts'

/** Decoded names and values of one webhook. A Map, so that a name such as `__proto__` is a name like any other. */
export type Fields = ReadonlyMap<string, string>

/** Why a webhook is not a flat list of fields. */
export type NotFlat = 'nested' | 'repeated' | 'bad-name' | 'too-many' | 'not-json'

export type FieldsRead =
  | { ok: true; fields: Fields }
  /** `names` are the outermost names of a JSON object that nests, to tell what it is; else empty. */
  | { ok: false; why: NotFlat; names: readonly string[] }

const maxFields = 100
const maxNameLength = 100

/** Takes one field, or says why it does not. */
export type AddField = (name: string, value: string) => NotFlat | null

/**
 * Reads the fields of a webhook in any of the provider's three formats: GET with a query, POST with a form, POST with
 * JSON. The body, not its label, decides between the last two: one captured JSON request has no Content-Type, and no
 * field's name begins with a brace.
 *
 * The query of a POST is not read: the provider calls it unsupported, and the signature does not cover it.
 *
 * Strict, because the signature is a hash over joined names and values: a name that holds "&" or "=", or one that
 * comes twice, could pass for other fields. Linear in the size of the request; never throws.
 *
 * @param request `target` as Node gives it: path and query, one character a byte
 */
export function readFields(request: Pick<RawWebhook, 'method' | 'target' | 'contentType' | 'body'>): FieldsRead {
  const fields = new Map<string, string>()
  const add: AddField = (name, value) => {
    if (!isName(name)) return 'bad-name'
    if (fields.size === maxFields) return 'too-many'
    const before = fields.size
    fields.set(name, value)
    return fields.size === before ? 'repeated' : null
  }
  const { why, names } = readInto(add, request)
  return why === null ? { ok: true, fields } : { ok: false, why, names }
}

function readInto(
  add: AddField,
  { method, target, contentType, body }: Pick<RawWebhook, 'method' | 'target' | 'contentType' | 'body'>,
): { why: NotFlat | null; names: readonly string[] } {
  if (method !== 'POST') return { why: readPairs(queryOf(target), '', add), names: [] }
  if (looksLikeJson(body)) return readFlatJson(decodeText(body, charsetOf(contentType)), add)
  const pairs = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  return { why: readPairs(pairs, contentType, add), names: [] }
}

/** Letters, digits, "-", "_" and ".". */
function isName(name: string): boolean {
  if (name.length === 0 || name.length > maxNameLength) return false
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at)
    const lower = code | 0x20
    const letter = lower >= 0x61 && lower <= 0x7a
    const digit = code >= 0x30 && code <= 0x39
    if (!letter && !digit && code !== 0x2d && code !== 0x2e && code !== 0x5f) return false
  }
  return true
}

/** What follows the first "?" of a request's target; "" when nothing does. */
export function queryOf(target: string): string {
  const at = target.indexOf('?')
  return at === -1 ? '' : target.slice(at + 1)
}

/** The first byte after a byte order mark and white space is a brace. */
function looksLikeJson(body: Uint8Array): boolean {
  let at = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  while (body[at] === 0x20 || body[at] === 0x09 || body[at] === 0x0a || body[at] === 0x0d) at += 1
  return body[at] === 0x7b
}

/**
 * Goes over every character once, since this is most of what reading a webhook costs.
 *
 * @param pairs `name=value&name=value`, one character a byte
 */
function readPairs(pairs: string, contentType: string, add: AddField): NotFlat | null {
  let from = 0
  let equals = -1
  let plain = true
  for (let at = 0; at <= pairs.length; at += 1) {
    const code = at === pairs.length ? 0x26 : pairs.charCodeAt(at)
    if (code === 0x26) {
      if (at > from) {
        const name = pairs.slice(from, equals === -1 ? at : equals)
        const value = equals === -1 ? '' : pairs.slice(equals + 1, at)
        const refused = plain
          ? add(name, value)
          : add(decodePercent(name, contentType), decodePercent(value, contentType))
        if (refused !== null) return refused
      }
      from = at + 1
      equals = -1
      plain = true
    } else if (code === 0x3d) {
      if (equals === -1) equals = at
    } else if (code === 0x25 || code === 0x2b || code >= 0x80) plain = false
  }
  return null
}

/** "+" is a space; a "%" that two hex digits do not follow stands for itself. */
function decodePercent(piece: string, contentType: string): string {
  const bytes = Buffer.allocUnsafe(piece.length)
  let length = 0
  let ascii = true
  for (let at = 0; at < piece.length; at += 1) {
    let byte = piece.charCodeAt(at)
    if (byte === 0x2b) byte = 0x20
    else if (byte === 0x25) {
      const high = hexDigit(piece.charCodeAt(at + 1))
      const low = hexDigit(piece.charCodeAt(at + 2))
      if (high !== -1 && low !== -1) {
        byte = high * 16 + low
        at += 2
      }
    }
    if (byte >= 0x80) ascii = false
    bytes[length] = byte
    length += 1
  }
  return ascii ? bytes.toString('latin1', 0, length) : decodeText(bytes.subarray(0, length), charsetOf(contentType))
}

/** -1 for what is no hex digit, NaN (the end of the text) included. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
