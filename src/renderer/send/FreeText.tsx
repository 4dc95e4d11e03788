import { type RefObject, useId } from 'react'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { Count, ForcedNote } from './Count.tsx'
import { textMost } from './use-send.ts'

interface FreeTextProps {
  value: string
  /** Characters of a text that could not be sent; null when nothing is wrong. */
  problemLength: number | null
  onChange: (text: string) => void
  textarea: RefObject<HTMLTextAreaElement | null>
}

export function FreeText({ value, problemLength, onChange, textarea }: FreeTextProps) {
  const { t } = useWords()
  const id = useId()
  const keys = navigator.platform.startsWith('Mac') ? '⌘ ↵' : 'Ctrl Enter'
  const problem =
    problemLength === null
      ? null
      : problemLength > textMost
        ? t('send.tooLong', { length: problemLength })
        : t('send.textMissing')
  return (
    <div className="free">
      <div className="label">
        <label htmlFor={id}>{t('send.text')}</label>
        <span className="note">
          <Count text={value} />
        </span>
      </div>
      <textarea
        id={id}
        ref={textarea}
        name="text"
        className="input"
        dir="auto"
        rows={6}
        placeholder={t('send.textHint')}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={`${id}d`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}d`}>
        {problem !== null && <ProblemText problem={{ code: 'text', text: problem }} />}
        <ForcedNote text={value} />
        <p className="note hint">{t('send.ctrlEnter', { keys })}</p>
      </div>
    </div>
  )
}
