/** A file that is longer is no list of customers of one run. */
export const fileBytesMost = 10 * 1024 * 1024

/**
 * The text of a list's file in whatever encoding it was saved: by its mark, else UTF-8 where it is that, else the one
 * of GB18030 (Chinese spreadsheets) and Windows-1252 (Western ones) that makes words of it.
 */
export function decodeList(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes.subarray(2))
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes.subarray(2))
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode('utf-8', bytes.subarray(3))
  return tryDecode('utf-8', bytes) ?? westernOrChinese(bytes)
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
