/** A file that is longer is no list of customers of one run. */
export const fileBytesMost = 25 * 1024 * 1024

/** How files begin that are no list, whatever their name. */
const beginnings = [
  // A workbook is a packed folder; the old kind is a folder of its own.
  { bytes: [0x50, 0x4b], is: 'fileXlsx' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: 'fileXlsx' },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'fileOther' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], is: 'fileOther' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'fileOther' },
  { bytes: [0xff, 0xd8, 0xff], is: 'fileOther' },
  { bytes: [0x47, 0x49, 0x46, 0x38], is: 'fileOther' },
  { bytes: [0x1f, 0x8b], is: 'fileOther' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], is: 'fileOther' },
] as const

/** What a file is instead of a list: a workbook, a document, a picture. Null when it may be one. */
export const notAList = (file: Uint8Array) =>
  beginnings.find(({ bytes }) => bytes.every((byte, at) => file[at] === byte))?.is ?? null

/**
 * The text of a list's file in whatever encoding it was saved: by its mark, else UTF-8 where it is that, else the one
 * of GB18030 (Chinese spreadsheets) and Windows-1252 (Western ones) that makes words of it.
 */
export function decodeList(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes.subarray(2))
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes.subarray(2))
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode('utf-8', bytes.subarray(3))
  const wide = withoutMark(bytes)
  return wide === null ? (tryDecode('utf-8', bytes) ?? westernOrChinese(bytes)) : decode(wide, bytes)
}

/** UTF-16 without its mark: every second byte of the digits and commas in a list is a zero. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 1024)
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd * 3 > sample.length && even === 0) return 'utf-16le'
  return even * 3 > sample.length && odd === 0 ? 'utf-16be' : null
}

/**
 * Every text is some text in Windows-1252, and many are one in GB18030. A Western letter beyond ASCII stands alone
 * among plain ones; Chinese characters stand together, so their bytes come in runs.
 */
function westernOrChinese(bytes: Uint8Array): string {
  const chinese = tryDecode('gb18030', bytes)
  if (chinese !== null) {
    const together = [...chinese.matchAll(/\p{Script=Han}{2,}/gu)].reduce((sum, [run]) => sum + run.length, 0)
    const beyond = [...chinese.matchAll(/\P{ASCII}/gu)].length
    if (together * 2 > beyond) return chinese
  }
  return decode('windows-1252', bytes)
}

const decode = (encoding: string, bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes)

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
