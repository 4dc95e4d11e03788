/** After so long every browser has taken up the download. */
const releaseMs = 60_000

/**
 * Hands a text to whoever sits here, as a file: a browser puts it among its downloads, the desktop app asks where to.
 *
 * @param name without a path; what file systems do not take is left out of it
 */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileNameOf(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), releaseMs)
}

/** A name that every system takes: "Wed 12, North" stays, "a/b: c" becomes "a b c". */
export const fileNameOf = (name: string): string =>
  name
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, 120)
    .trim()
