import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import type { LinePart } from './line-parts.ts'
import type { Mended } from './mended.ts'

interface LineFieldsProps {
  place: number
  parts: readonly LinePart[]
  describedBy: string
  isWrong: (part: LinePart) => boolean
  /** Null leaves the line as it was. `byKey` is false when the focus went somewhere else already. */
  onDone: (mended: Mended | null, byKey: boolean) => void
}

/** Mends a line where it stands, cell by cell: what is wrong first, else its number. */
export function LineFields({ place, parts, describedBy, isWrong, onDone }: LineFieldsProps) {
  const { t } = useWords()
  const id = useId()
  const first = parts.find(isWrong) ?? parts[0]
  const [written, write] = useState<ReadonlyMap<string, string>>(new Map())
  // To move the focus away, and to take the fields away, each end it once more.
  const ended = useRef(false)
  const end = (isKept: boolean, byKey: boolean) => {
    if (ended.current) return
    ended.current = true
    onDone(isKept ? mendedOf(parts, written) : null, byKey)
  }
  const fields = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    fields.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') end(true, true)
    else if (event.key === 'Escape') end(false, true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <fieldset
      ref={fields}
      className="line-fields"
      aria-label={t('newRun.mendLine', { place })}
      onKeyDown={press}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) end(true, false)
      }}
    >
      {parts.map((part) => (
        <div className="field-of" key={part.key}>
          <label htmlFor={`${id}${part.key}`}>{part.label}</label>
          <input
            id={`${id}${part.key}`}
            className={part.of === 'number' ? 'input mono' : 'input'}
            aria-describedby={part === first ? describedBy : undefined}
            aria-invalid={isWrong(part)}
            autoComplete="off"
            maxLength={part.most}
            // biome-ignore lint/a11y/noAutofocus: somebody has just pressed to change it
            autoFocus={part === first}
            value={written.get(part.key) ?? part.value}
            onFocus={(event) => event.target.select()}
            onChange={(event) => write(new Map(written).set(part.key, event.target.value))}
          />
        </div>
      ))}
      <p className="note">{t('newRun.mendKeys')}</p>
    </fieldset>
  )
}

/** As far as anything was written anew. */
function mendedOf(parts: readonly LinePart[], written: ReadonlyMap<string, string>): Mended | null {
  const cells = new Map<number, string>()
  const fields: Record<string, string> = {}
  let number: string | undefined
  for (const { key, value, of } of parts) {
    const now = written.get(key)
    if (now === undefined || now === value) continue
    if (of === 'number') number = now
    else if (typeof of === 'number') cells.set(of, now)
    else fields[of.field] = now
  }
  const areFields = Object.keys(fields).length > 0
  if (number === undefined && cells.size === 0 && !areFields) return null
  return {
    ...(number !== undefined && { number }),
    ...(cells.size > 0 && { cells }),
    ...(areFields && { fields }),
  }
}
