const hexDigits = 37

/** Our own reference of one outbound text. Exactly 40 characters: receipts echo no more, and Reports filters by no fewer. */
export function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.ceil(hexDigits / 2)))
  return `d1-${Buffer.from(bytes).toString('hex').slice(0, hexDigits)}`
}
