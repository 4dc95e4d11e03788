import { visibleRuns } from '../feed/visible-text.ts'
import { useWords } from '../words/use-words.ts'
import { costOf } from './preview.ts'

/** "102 of 160 · 1 part", and the encoding when it is not the cheap one. */
export function Count({ text }: { text: string }) {
  const { t } = useWords()
  const { units, room, segments, encoding } = costOf(text)
  const count = t('send.count', { units, room, count: segments })
  return encoding === 'Unicode' ? `${count} · ${t('send.unicode')}` : count
}

/** Names the character that makes a text dearer. */
export function ForcedNote({ text }: { text: string }) {
  const { t } = useWords()
  const { forcedBy, segments, plainSegments } = costOf(text)
  if (forcedBy === null || plainSegments === null) return null
  const character = visibleRuns(forcedBy)[0]?.text ?? forcedBy
  return (
    <p className="note forced">
      {segments > plainSegments
        ? t('send.forcedMore', { character, parts: segments, count: plainSegments })
        : t('send.forced', { character })}
    </p>
  )
}
