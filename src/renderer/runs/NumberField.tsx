import { useRef } from 'react'
import { useWords } from '../words/use-words.ts'

interface NumberFieldProps {
  place: number
  typed: string
  describedBy: string
  invalid: boolean
  /** Once. Null leaves it as it was. `byKey` is false when the focus went somewhere else already. */
  onDone: (number: string | null, byKey: boolean) => void
}

/** Mends the number of a line where it stands. */
export function NumberField({ place, typed, describedBy, invalid, onDone }: NumberFieldProps) {
  const { t } = useWords()
  // To move the focus away, and to take the field away, each end it once more.
  const ended = useRef(false)
  const end = (number: string | null, byKey: boolean) => {
    if (ended.current) return
    ended.current = true
    onDone(number, byKey)
  }
  return (
    <input
      className="input mono"
      aria-label={t('newRun.mend', { place })}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      maxLength={64}
      // biome-ignore lint/a11y/noAutofocus: somebody has just pressed to change it
      autoFocus
      defaultValue={typed}
      onFocus={(event) => event.target.select()}
      onBlur={(event) => end(event.target.value, false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value, true)
        if (event.key === 'Escape') end(null, true)
      }}
    />
  )
}
