import type { AddField, NotFlat } from './fields.ts'

/**
 * Reads one flat JSON object. Our own reader instead of JSON.parse, which keeps the last of two equal names without
 * a word, and turns 1775117730.0 or a 20-digit number into other digits than those that were signed.
 *
 * Numbers and booleans become their text as written; null counts as absent, as the provider's own libraries sign it.
 *
 * @returns `names`: the outermost names when a value is an object or a list, else empty
 * @throws never
 */
export function readFlatJson(json: string, add: AddField): { why: NotFlat | null; names: readonly string[] } {
  const bad = { why: 'not-json', names: [] } as const
  let at = afterSpace(json, json.charCodeAt(0) === 0xfeff ? 1 : 0)
  if (json[at] !== '{') return bad
  at = afterSpace(json, at + 1)
  if (json[at] === '}') return afterSpace(json, at + 1) === json.length ? { why: null, names: [] } : bad
  for (;;) {
    const name = readString(json, at)
    if (name === null) return bad
    at = afterSpace(json, name.to)
    if (json[at] !== ':') return bad
    at = afterSpace(json, at + 1)
    if (json[at] === '{' || json[at] === '[') return outermostNames(json)
    const value = json[at] === '"' ? readString(json, at) : readBare(json, at)
    if (value === null) return bad
    const refused = value.text === null ? null : add(name.text, value.text)
    if (refused !== null) return { why: refused, names: [] }
    at = afterSpace(json, value.to)
    if (json[at] === '}') return afterSpace(json, at + 1) === json.length ? { why: null, names: [] } : bad
    if (json[at] !== ',') return bad
    at = afterSpace(json, at + 1)
  }
}

function afterSpace(json: string, from: number): number {
  let at = from
  while (json[at] === ' ' || json[at] === '\n' || json[at] === '\r' || json[at] === '\t') at += 1
  return at
}

function readString(json: string, from: number): { text: string; to: number } | null {
  if (json[from] !== '"') return null
  let escaped = false
  for (let at = from + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at)
    if (code < 0x20) return null
    if (code === 0x22) {
      if (!escaped) return { text: json.slice(from + 1, at), to: at + 1 }
      const text = parsed(json.slice(from, at + 1))
      return typeof text === 'string' ? { text, to: at + 1 } : null
    }
    if (code === 0x5c) {
      escaped = true
      at += 1
    }
  }
  return null
}

/** A number, true, false, or null (whose text is null). */
function readBare(json: string, from: number): { text: string | null; to: number } | null {
  let to = from
  while (to < json.length && !', \n\r\t}'.includes(json.charAt(to))) to += 1
  const text = json.slice(from, to)
  if (text === 'null') return { text: null, to }
  if (text === 'true' || text === 'false') return { text, to }
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? { text, to } : null
}

function outermostNames(json: string): { why: NotFlat; names: readonly string[] } {
  const whole = parsed(json.charCodeAt(0) === 0xfeff ? json.slice(1) : json)
  return typeof whole === 'object' && whole !== null
    ? { why: 'nested', names: Object.keys(whole) }
    : { why: 'not-json', names: [] }
}

/** undefined when it is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
