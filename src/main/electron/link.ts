export interface Link {
  kind: 'page' | 'number'
  url: string
  host: string
  shown: string
}

/** Longer addresses are shown with their start; the host, which decides whose page it is, is shown whole. */
const shownLength = 200

/** A number to dial as our own window writes it: no pause, no code that a telephone carries out. */
const dialled = /^tel:(\+[1-9]\d{6,14})$/

/**
 * Reads an address that somebody may want to open, or a number to ring.
 *
 * @returns null for everything that is neither `https:` nor a whole number, and for an address with a user name in front of its host, which
 *   serves only to make it look like another's (`https://bank.example@evil.example`). `host` is in ASCII: a letter
 *   that only looks like another shows as `xn--`. Of a number it is the number.
 */
export function readLink(text: string): Link | null {
  const [, number] = dialled.exec(text) ?? []
  if (number !== undefined) return { kind: 'number', url: text, host: number, shown: number }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.protocol !== 'https:' || url.host === '') return null
  if (url.username !== '' || url.password !== '') return null
  const shown = url.href.length > shownLength ? `${url.href.slice(0, shownLength)}…` : url.href
  return { kind: 'page', url: url.href, host: url.host, shown }
}
