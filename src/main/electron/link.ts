/** Longer addresses are shown with their start; the host, which decides whose page it is, is shown whole. */
const shownLength = 200

/**
 * Reads an address that somebody may want to open.
 *
 * @returns null for everything that is not `https:`, and for an address with a user name in front of its host, which
 *   serves only to make it look like another's (`https://bank.example@evil.example`). `host` is in ASCII: a letter
 *   that only looks like another shows as `xn--`.
 */
export function readLink(text: string): { url: string; host: string; shown: string } | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.protocol !== 'https:' || url.host === '') return null
  if (url.username !== '' || url.password !== '') return null
  const shown = url.href.length > shownLength ? `${url.href.slice(0, shownLength)}…` : url.href
  return { url: url.href, host: url.host, shown }
}
