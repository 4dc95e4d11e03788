/** SQLite ends a text at NUL in places, and a half of a surrogate pair is no UTF-8: both become U+FFFD. */
export function storable(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\ufffd')
}

/** Digits without "+" or "00" (a "+" in a query arrives as a space); a word such as a shop's name stays as it is. */
export function readParty(raw: string): string {
  const plain = raw.trim().replace(/^\+\s*/, '')
  return /^\d+$/.test(plain) ? plain.replace(/^00/, '') : plain
}
