const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** A name as it is compared: without accents, case or width, a blank before each word. "" of one without letters. */
export function foldName(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Co}]+/gu, ' ')
    .trim()
  return folded === '' ? '' : ` ${folded}`
}

/**
 * Tells of names, folded, whether somebody means them who has typed so much: every word is there, each as a beginning;
 * in Chinese, any piece of it. Null when no word was typed.
 */
export function nameTest(typed: string): ((folded: string) => boolean) | null {
  const words = foldName(typed).split(' ').filter(Boolean)
  if (words.length === 0) return null
  const pieces = words.map((word) => (ideograph.test(word) ? word : ` ${word}`))
  return (folded) => pieces.every((piece) => folded.includes(piece))
}
