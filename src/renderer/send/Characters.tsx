import { visibleRuns } from '../feed/visible-text.ts'
import { useWords } from '../words/use-words.ts'

const namedMost = 4
const hexOf = (character: string) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')

/** Names some characters, the first few of them: by what they are called, or each in a box. */
export function Characters({ of: characters, most = namedMost }: { of: readonly string[]; most?: number }) {
  const { t, lookUp, locale } = useWords()
  // A character stands in a box: quotes around a quotation mark would be read as more of them.
  const more = characters.length - most
  const names = characters.slice(0, most).map((character) => lookUp(`send.characters.${hexOf(character)}`, ''))
  const shown = names.map((name, at) => name || (visibleRuns(characters[at] ?? '')[0]?.text ?? ''))
  const all = more > 0 ? [...shown, t('send.more', { count: more })] : shown
  const parts = new Intl.ListFormat(locale).formatToParts(all)
  return parts.map(({ type, value }, place) => {
    const at = parts.slice(0, place).filter((part) => part.type === 'element').length
    return type === 'element' && names[at] === '' ? (
      <span className="char" key={value}>
        {value}
      </span>
    ) : (
      value
    )
  })
}
