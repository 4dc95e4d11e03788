import { askedFigures, type Figures, textFigures } from '../../shared/figures.ts'
import { writeCsv } from '../runs/csv.ts'
import type { WordKey, Words } from '../words/words.ts'
import { chosenName } from './chosen-name.ts'
import { hourName } from './how-long.ts'

export const figureParts = ['texts', 'reasons', 'options', 'hours', 'byDay'] as const
export type FigurePart = (typeof figureParts)[number]

/** One part of the figures as a table for a spreadsheet: plain numbers, with a point and no units. */
export function figuresFile(part: FigurePart, figures: Figures, words: Words): string {
  const { t, problem } = words
  const heads = (...names: string[]) => names.map((name) => t(`figures.${name}` as WordKey))
  switch (part) {
    case 'texts':
      return writeCsv([
        heads('columns.figure', 'columns.count'),
        [t('figures.sent'), String(figures.sent)],
        ...textFigures.map((name) => [t(`figures.${name}`), String(figures.texts[name])]),
        [t('figures.asked'), String(figures.asked)],
        ...askedFigures.map((name) => [t(`figures.${name}`), String(figures.outcomes[name])]),
        [t('figures.columns.euro'), money(figures.euro)],
        [t('figures.columns.unpriced'), String(figures.unpriced)],
      ])
    case 'reasons':
      return writeCsv([
        heads('columns.code', 'columns.reason', 'columns.count'),
        ...figures.failed.map(({ code, text, count }) => [code, problem({ code, text }), String(count)]),
      ])
    case 'options':
      return writeCsv([
        heads('columns.question', 'columns.option', 'columns.label', 'answered', 'defaulted'),
        ...figures.options.map((option) => [
          questionName(option, words),
          option.digit,
          chosenName(option, words),
          String(option.answered),
          String(option.defaulted),
        ]),
      ])
    case 'hours':
      return writeCsv([
        heads('columns.hour', 'columns.answers', 'columns.lower', 'columns.median', 'columns.upper'),
        ...figures.hours.map(({ answers, lower, median, upper }, hour) => [
          hourName(hour),
          String(answers),
          ...[lower, median, upper].map((minutes) => (minutes === null ? '' : String(minutes))),
        ]),
      ])
    case 'byDay':
      return writeCsv([
        heads('columns.day', 'sent', 'delivered', 'failed', 'answered', 'columns.euro', 'columns.unpriced'),
        ...figures.days.map((day) => [
          day.day,
          String(day.sent),
          String(day.delivered),
          String(day.failed),
          String(day.answered),
          money(day.euro),
          String(day.unpriced),
        ]),
      ])
  }
}

/** What the question is called; one that is gone has no name any more. */
export const questionName = (
  { questionId, questionName }: Pick<Figures['options'][number], 'questionId' | 'questionName'>,
  { t, lookUp }: Pick<Words, 't' | 'lookUp'>,
): string => lookUp(`send.questions.${questionId}`, questionName === '' ? t('figures.goneQuestion') : questionName)

const money = (euro: number) => euro.toFixed(4)
