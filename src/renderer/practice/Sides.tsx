import { useWords } from '../words/use-words.ts'

export type Side = 'form' | 'phone'

const sides = ['form', 'phone'] as const

/** In a narrow window the form and the customer's phone share one place, so that the feed keeps its own. */
export function Sides({ side, onSide }: { side: Side; onSide: (side: Side) => void }) {
  const { t } = useWords()
  return (
    <div className="sides">
      <fieldset className="seg">
        <legend className="sr">{t('practice.sides')}</legend>
        {sides.map((each) => (
          <button type="button" key={each} aria-pressed={side === each} onClick={() => onSide(each)}>
            {t(`practice.side.${each}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
