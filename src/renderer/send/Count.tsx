import { countSegments } from '../../shared/segments.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Characters } from './Characters.tsx'
import { costOf } from './preview.ts'

/** "102 of 160 · 1 part", and the encoding when it is not the cheap one. */
export function Count({ text }: { text: string }) {
  const { t } = useWords()
  const { units, room, segments, encoding } = costOf(text)
  const count = t('send.count', { units, room, count: segments })
  return encoding === 'Unicode' ? `${count} · ${t('send.unicode')}` : count
}

interface ForcedNoteProps {
  text: string
  /** The text as it would be with plain characters; the same where none of them can be changed. */
  plain: string
  onPlain: () => void
}

/** Names the characters that make a text dearer, says by how much, and offers the plain ones. */
export function ForcedNote({ text, plain, onPlain }: ForcedNoteProps) {
  const { t } = useWords()
  const { segments, plainSegments, forcing, staying } = costOf(text)
  if (plainSegments === null) return null
  const cost =
    segments > plainSegments
      ? t('send.partsInstead', { count: segments, plain: plainSegments })
      : t('send.partsStill', { count: segments })
  return (
    <div className="forced">
      <p className="note">
        <Sentence
          k="send.forced"
          values={{ count: forcing.length, cost }}
          parts={{ list: <Characters of={forcing} /> }}
        />
      </p>
      {plain !== text && (
        <>
          <button type="button" className="btn small" onClick={onPlain}>
            {t('send.plain', { count: countSegments(plain).segments })}
          </button>
          {staying.length > 0 && (
            <p className="note">
              <Sentence
                k="send.staying"
                values={{ count: staying.length }}
                parts={{ list: <Characters of={staying} /> }}
              />
            </p>
          )}
        </>
      )}
    </div>
  )
}
