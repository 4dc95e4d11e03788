/** "deliver to post office" as a name on a button or a row: "Deliver to post office". */
export function sentenceCase(text: string, locale: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}
