import { askedWith, digitsBeside } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import { Icon } from '../app/icons.tsx'
import { Count, ForcedNote } from '../send/Count.tsx'
import { Forced } from '../send/Forced.tsx'
import { useWords } from '../words/use-words.ts'
import type { List } from './use-list.ts'
import type { Line } from './verdicts.ts'

interface RunPreviewProps {
  question: Question
  list: List
  /** Whose text is shown. */
  line: Line
  /** Epoch ms. */
  leavesAt: number
  onChoose: (place: number) => void
}

/** What one customer will read, and how it is sent; the longest and the shortest are one press away. */
export function RunPreview({ question, list, line, leavesAt, onChoose }: RunPreviewProps) {
  const { t, locale } = useWords()
  const { ready, longest, shortest } = list
  const figure = new Intl.NumberFormat(locale)
  const at = ready.indexOf(line)
  const digits = digitsBeside(question, line.taken) ?? null
  const asked = askedWith(question, digits)
  const filled = fillQuestion(asked, line.fields, { leavesAt, digits })
  const text = filled.ok ? filled.text : ''
  // The question's own words are not changed here.
  const plainFields = Object.fromEntries(
    Object.entries(line.fields).map(([name, value]) => [name, plainEquivalent(value)]),
  )
  const plain = fillQuestion(asked, plainFields, { leavesAt, digits })
  const step = (by: number) => {
    const next = ready[at + by]
    if (next !== undefined) onChoose(next.place)
  }
  const isOne = longest?.length === shortest?.length
  return (
    <section
      className="side run-preview"
      aria-label={t('newRun.readsTitle')}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        event.preventDefault()
        step(event.key === 'ArrowLeft' ? -1 : 1)
      }}
    >
      <div className="row">
        <h2 className="grow one">{t('newRun.readsTitle')}</h2>
        <button
          type="button"
          className="x"
          aria-label={t('newRun.previous')}
          aria-disabled={at <= 0}
          onClick={() => step(-1)}
        >
          <Icon name="back" />
        </button>
        <span className="mono">
          {figure.format(at + 1)} / {figure.format(ready.length)}
        </span>
        <button
          type="button"
          className="x"
          aria-label={t('newRun.next')}
          aria-disabled={at + 1 >= ready.length}
          onClick={() => step(1)}
        >
          <Icon name="right" />
        </button>
      </div>
      <p className="note who">
        <bdi className="one">{line.name}</bdi>
        <span className="mono">{line.shown}</span>
      </p>
      <p className="bub">
        <Forced text={text} />
      </p>
      <p className="note">
        <Count text={text} />
      </p>
      {digits !== null && <p className="note">{t('dates.otherDigits')}</p>}
      <ForcedNote text={text} plain={plain.ok ? plain.text : text} onPlain={() => list.writePlain(true)} />
      {list.plain && (
        <p className="note">
          {t('newRun.plainNow')}{' '}
          <button type="button" className="link" onClick={() => list.writePlain(false)}>
            {t('newRun.asInList')}
          </button>
        </p>
      )}
      {!isOne && (
        <fieldset className="seg">
          <legend className="sr">{t('newRun.readsTitle')}</legend>
          {(
            [
              ['longest', longest],
              ['shortest', shortest],
            ] as const
          ).map(([name, end]) => (
            <button
              key={name}
              type="button"
              aria-pressed={end === line}
              onClick={() => end !== undefined && onChoose(end.place)}
            >
              {t(`newRun.${name}`)}
            </button>
          ))}
        </fieldset>
      )}
    </section>
  )
}
