import { isUtf8 } from 'node:buffer'

// Where windows-1252 differs from ISO 8859-1: bytes 0x80 to 0x9F. The five it leaves open stay as they are. Our own
// table, because TextDecoder has read this label as plain Latin-1 in some versions of Node.
const high =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

export type Charset = 'utf-8' | 'windows-1252'

/**
 * The charset a Content-Type names. Latin-1 is read as its superset windows-1252, as browsers do; a label we do not
 * know counts as UTF-8, whose reader falls back by itself.
 */
export function charsetOf(contentType: string): Charset {
  const lower = contentType.toLowerCase()
  const at = lower.indexOf('charset=')
  if (at === -1) return 'utf-8'
  const label = (lower.slice(at + 8).split(';', 1)[0] ?? '').replaceAll('"', '').trim()
  return ['iso-8859-1', 'iso8859-1', 'iso_8859-1', 'latin1', 'windows-1252', 'cp1252'].includes(label)
    ? 'windows-1252'
    : 'utf-8'
}

/**
 * Decodes bytes without ever failing: what is called UTF-8 and is not is read as windows-1252, since the only other
 * thing senders put on the wire is Latin-1, and a "?" in a customer's name cannot be repaired later.
 */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (charset === 'utf-8' && isUtf8(buffer)) return buffer.toString('utf8')
  return buffer.toString('latin1').replace(/[\u0080-\u009f]/g, (each) => high[each.charCodeAt(0) - 0x80] ?? each)
}
