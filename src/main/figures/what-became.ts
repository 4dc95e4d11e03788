import type { Argument } from '../../shared/desk-api.ts'
import type { AskedFigure, FigureName, TextFigure } from '../../shared/figures.ts'
import type { OutboundState } from '../../shared/message.ts'
import type { OutcomeKind } from '../../shared/run.ts'
import type { FigureText } from '../store/figures.ts'
import type { Labels } from './labels.ts'

const textFigureOf: Partial<Record<OutboundState, TextFigure>> = {
  submitted: 'accepted',
  delivered: 'delivered',
  refused: 'failed',
  failed: 'failed',
  expired: 'failed',
}
const askedFigureOf: Partial<Record<OutcomeKind, AskedFigure>> = {
  person: 'person',
  waiting: 'waiting',
  'opted-out': 'opted-out',
  settled: 'settled',
}

/** Nobody knows of what is leaving at this moment either. */
export const becameOfText = ({ state }: Pick<FigureText, 'state'>): TextFigure => textFigureOf[state] ?? 'unknown'

/** Null of a text that asks nothing, or was sent again. Whoever is still to get another was not reached by this one. */
export function becameOfQuestion({
  outcome,
  byDefault,
}: Pick<FigureText, 'outcome' | 'byDefault'>): AskedFigure | null {
  if (outcome === null) return null
  if (outcome === 'option') return byDefault === 1 ? 'defaulted' : 'answered'
  return askedFigureOf[outcome] ?? 'unreachable'
}

/** What was refused has cost nothing, and the provider says no price with it. */
export const nanoEuroOf = ({ state, nanoEuro }: Pick<FigureText, 'state' | 'nanoEuro'>): number | null =>
  state === 'refused' ? 0 : nanoEuro

/** How long the customer took; null where nobody answered, or the time cannot be told. */
export const minutesOf = (text: Pick<FigureText, 'outcome' | 'byDefault' | 'leftAt' | 'answeredAt'>): number | null =>
  becameOfQuestion(text) === 'answered' && text.answeredAt !== null
    ? // The provider's clock is another one than ours.
      Math.max(0, text.answeredAt - text.leftAt) / 60_000
    : null

export const hourOf = ({ leftAt }: Pick<FigureText, 'leftAt'>): number => new Date(leftAt).getHours()

/** Whether a text is one of those behind a figure. The figures count by the same functions, so that both agree. */
export function isBehind(
  { figure, code, option, hour }: Omit<Argument<'listFigurePeople'>, 'runId' | 'from' | 'before' | 'after'>,
  labels: Labels,
): (text: FigureText) => boolean {
  return (text) =>
    isCounted(figure, text) &&
    (code === undefined || text.code === code) &&
    (hour === undefined || (hourOf(text) === hour && minutesOf(text) !== null)) &&
    (option === undefined ||
      (text.questionId === option.questionId && text.digit === option.digit && labels.of(text) === option.label))
}

function isCounted(figure: FigureName, text: FigureText): boolean {
  if (figure === 'sent') return true
  if (figure === 'unpriced') return nanoEuroOf(text) === null
  if (figure === 'asked') return becameOfQuestion(text) !== null
  return becameOfText(text) === figure || becameOfQuestion(text) === figure
}
