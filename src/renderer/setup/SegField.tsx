interface SegFieldProps<Value> {
  legend: string
  /** In the order shown; each with its word. */
  choices: readonly { value: Value; word: string }[]
  chosen: Value
  /** A sentence below. */
  note?: string
  onChoose: (value: Value) => void
}

/** A choice of two or three that takes effect at once, side by side. */
export function SegField<Value extends string | null>({
  legend,
  choices,
  chosen,
  note,
  onChoose,
}: SegFieldProps<Value>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="seg">
        {choices.map(({ value, word }) => (
          <button type="button" key={word} aria-pressed={chosen === value} onClick={() => onChoose(value)}>
            {word}
          </button>
        ))}
      </div>
      {note !== undefined && <p className="note">{note}</p>}
    </fieldset>
  )
}
