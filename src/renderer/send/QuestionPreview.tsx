import { plainEquivalent } from '../../shared/plain-characters.ts'
import type { Question } from '../../shared/question.ts'
import { Token } from '../app/icons.tsx'
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
  /** Plain characters are wanted in the fields; the question's own words are not the writer's to change here. */
  onPlain: () => void
}

/** What the customer will read, the answers that are understood, and the thanks for the first of them. */
export function QuestionPreview({ question, values, onPlain }: QuestionPreviewProps) {
  const { t, locale } = useWords()
  const reads = piecesOf(question.text, values)
  const plainValues = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainEquivalent(value)]))
  const plain = sentTextOf(piecesOf(question.text, plainValues))
  const [first] = question.options
  const thanks = first === undefined ? [] : piecesOf(first.acknowledgement, values, first.digit)
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
        <ForcedNote text={sentTextOf(reads)} plain={plain} onPlain={onPlain} />
      </div>
      <div className="tall">
        <p className="label">{t('send.answers')}</p>
        <ul className="opts">
          {question.options.map((option) => (
            <li key={option.digit}>
              <Token digit={option.digit} open />
              <span className="one">{sentenceCase(textOf(piecesOf(option.label, values)), locale)}</span>
            </li>
          ))}
        </ul>
      </div>
      {first !== undefined && (
        <div className="tall">
          <p className="label">
            {t('send.thanksFor', { digit: first.digit })}
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
