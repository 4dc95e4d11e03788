import { dateOf } from '../../shared/option-day.ts'
import { askedWith, digitsBeside } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { type Question, saying } from '../../shared/question.ts'
import { Token } from '../app/icons.tsx'
import { dayOf } from '../words/dated.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { Count, ForcedNote } from './Count.tsx'
import { type Piece, piecesOf, sentTextOf, textOf } from './preview.ts'

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece) => (piece.filled ? <u key={piece.at}>{piece.text}</u> : piece.text))
}

interface QuestionPreviewProps {
  question: Question
  values: Record<string, string>
  /** Digits that this customer may answer other questions with. */
  taken: readonly string[]
  /** Plain characters are wanted in the fields; the question's own words are not the writer's to change here. */
  onPlain: () => void
}

/** What the customer will read, the answers that are understood, and the thanks for the first of them. */
export function QuestionPreview({ question, values, taken, onPlain }: QuestionPreviewProps) {
  const words = useWords()
  const { t, locale } = words
  const beside = digitsBeside(question, taken)
  const digits = beside ?? null
  const { text } = askedWith(question, digits)
  const leavesAt = Date.now()
  const says = saying(question, { digits, leavesAt, values })
  const reads = piecesOf(text, values, says)
  const plainValues = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainEquivalent(value)]))
  const plain = sentTextOf(piecesOf(text, plainValues, says))
  const [first] = question.options
  const thanks = first === undefined ? [] : piecesOf(first.acknowledgement, values, says, first.digit)
  return (
    <>
      <div>
        <p className="label">
          {t('send.reads')}
          <span className="note">
            <Count text={sentTextOf(reads)} />
          </span>
        </p>
        <p className="says">
          <Pieces pieces={reads} />
        </p>
        {beside !== null && <p className="note">{t(beside === undefined ? 'dates.noDigits' : 'dates.otherDigits')}</p>}
        <ForcedNote text={sentTextOf(reads)} plain={plain} onPlain={onPlain} />
      </div>
      <div className="tall">
        <p className="label">{t('send.answers')}</p>
        <ul className="opts">
          {question.options.map(({ digit, label, day }) => {
            const name = textOf(piecesOf(label, values, says, digit))
            const date = day == null ? null : dateOf(day, leavesAt, values)
            return (
              <li key={digit}>
                <Token digit={digits?.[digit] ?? digit} open />
                <span className="one">{sentenceCase(name, locale)}</span>
                <span className="date">{dayOf({ label: name, date }, words)}</span>
              </li>
            )
          })}
        </ul>
      </div>
      {first !== undefined && (
        <div className="tall">
          <p className="label">
            {t('send.thanksFor', { digit: digits?.[first.digit] ?? first.digit })}
            <span className="note">
              <Count text={sentTextOf(thanks)} />
            </span>
          </p>
          <p className="says thin">
            <Pieces pieces={thanks} />
          </p>
        </div>
      )}
    </>
  )
}
