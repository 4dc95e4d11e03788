import { countSegments } from '../../shared/segments.ts'
import { visibleRuns } from '../feed/visible-text.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { costOf } from './preview.ts'

/** "102 of 160 · 1 part", and the encoding when it is not the cheap one. */
export function Count({ text }: { text: string }) {
  const { t } = useWords()
  const { units, room, segments, encoding } = costOf(text)
  const count = t('send.count', { units, room, count: segments })
  return encoding === 'Unicode' ? `${count} · ${t('send.unicode')}` : count
}

const namedMost = 4
const hexOf = (character: string) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')

interface ForcedNoteProps {
  text: string
  /** The text as it would be with plain characters; the same where none of them can be changed. */
  plain: string
  onPlain: () => void
}

/** Names the characters that make a text dearer, says by how much, and offers the plain ones. */
export function ForcedNote({ text, plain, onPlain }: ForcedNoteProps) {
  const { t, lookUp, locale } = useWords()
  const { segments, plainSegments, forcing, staying } = costOf(text)
  if (plainSegments === null) return null
  // A character stands in a box: quotes around a quotation mark would be read as more of them.
  const list = (characters: readonly string[]) => {
    const more = characters.length - namedMost
    const names = characters.slice(0, namedMost).map((character) => lookUp(`send.characters.${hexOf(character)}`, ''))
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
  const cost =
    segments > plainSegments
      ? t('send.partsInstead', { count: segments, plain: plainSegments })
      : t('send.partsStill', { count: segments })
  return (
    <div className="forced">
      <p className="note">
        <Sentence k="send.forced" values={{ count: forcing.length, cost }} parts={{ list: list(forcing) }} />
      </p>
      {plain !== text && (
        <>
          <button type="button" className="btn small" onClick={onPlain}>
            {t('send.plain', { count: countSegments(plain).segments })}
          </button>
          {staying.length > 0 && (
            <p className="note">
              <Sentence k="send.staying" values={{ count: staying.length }} parts={{ list: list(staying) }} />
            </p>
          )}
        </>
      )}
    </div>
  )
}
