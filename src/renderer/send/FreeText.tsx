import { type RefObject, useId, useState } from 'react'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { Count, ForcedNote } from './Count.tsx'
import { retype } from './retype.ts'
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
  const isMac = navigator.platform.startsWith('Mac')
  const keys = isMac ? '⌘ ↵' : 'Ctrl Enter'
  // What was made plain; another text since is the writer's own again.
  const [madePlain, setMadePlain] = useState<string | null>(null)
  const plain = plainEquivalent(value)
  const makePlain = () => {
    if (textarea.current === null || !retype(textarea.current, plain)) onChange(plain)
    setMadePlain(plain)
  }
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
        <ForcedNote text={value} plain={plain} onPlain={makePlain} />
        <p className="note hint" role="status">
          {value !== '' && value === madePlain
            ? t('send.plainDone', { keys: isMac ? '⌘ Z' : 'Ctrl Z' })
            : t('send.ctrlEnter', { keys })}
        </p>
      </div>
    </div>
  )
}
