/** Shorter than this a value stands in too many lines that have nothing to do with it. */
const shortestSecret = 6

/** Seven digits and more, as people and programs write numbers: with "+", spaces, dots, dashes, brackets or slashes. */
const numbers = /\+?\p{Nd}(?:[\s.\-()/\u2010-\u2015]{0,3}\p{Nd}){6,}/gu
/** What every line begins with: its own time is no number of anybody's. */
const head = /^\{"level":"[a-z]+","time":"[^"]{24}"/

/**
 * The second net, over the finished line: numbers, and secrets that are known by their value. The first is that there
 * is no field for either.
 */
export function secondNet() {
  const secrets = new Set<string>()
  return {
    /** @param values what must never be written down; empty and very short ones are let be */
    hide(values: readonly (string | null | undefined)[]): void {
      for (const value of values) {
        if (value == null || value.length < shortestSecret) continue
        const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
        for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64])
          secrets.add(form)
      }
    },
    clean(line: string): string {
      const start = head.exec(line)?.[0].length ?? 0
      let rest = line.slice(start)
      for (const secret of secrets) rest = rest.replaceAll(secret, '[secret]')
      return line.slice(0, start) + rest.replace(numbers, '[number]')
    },
  }
}
