import { type ReactNode, type RefObject, useId, useState } from 'react'
import type { TypedNumber } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'

interface ToFieldProps {
  value: string
  number: TypedNumber
  /** The pretend customer's name. */
  name: string | null
  practice: boolean
  /** From the last press of Send. */
  problem: Problem | null
  /** What is known of the customer. */
  known: ReactNode
  onChange: (to: string) => void
  input: RefObject<HTMLInputElement | null>
}

/** One number, typed any way, and shown back as it will be dialled. */
export function ToField({ value, number, name, practice, problem, known, onChange, input }: ToFieldProps) {
  const { t } = useWords()
  const id = useId()
  // While somebody types, a number is not wrong but unfinished.
  const [left, setLeft] = useState(false)
  const shown = problem ?? (left && value.trim() !== '' && !number.ok ? number : null)
  return (
    <div>
      <div className="label">
        <label htmlFor={id}>{t('send.to')}</label>
        {practice && name !== null && <span className="note">{t('send.pretendCustomer')}</span>}
      </div>
      <div className="with-clear">
        <input
          id={id}
          ref={input}
          name="to"
          className="input mono"
          type="text"
          inputMode="tel"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder={t('send.toHint')}
          value={value}
          aria-invalid={shown !== null}
          aria-describedby={`${id}d`}
          onChange={(event) => {
            setLeft(false)
            onChange(event.target.value)
          }}
          onBlur={() => setLeft(true)}
        />
        {value !== '' && (
          <button
            type="button"
            className="x"
            aria-label={t('send.clearTo')}
            onClick={() => {
              onChange('')
              input.current?.focus()
            }}
          >
            <Icon name="cross" />
          </button>
        )}
      </div>
      <div id={`${id}d`} className="dials">
        {number.ok && (
          <p className="note dialled">
            <Sentence k="send.dials" parts={{ number: <span className="mono">{number.shown}</span> }} />
            {name !== null && <b>{name}</b>}
          </p>
        )}
        {known}
        {shown !== null && <ProblemText problem={shown} />}
      </div>
    </div>
  )
}
