import type { Question } from '../../shared/question.ts'
import { isWord, looksLikePhone, lostDigits, phoneNames, type Table } from './read-table.ts'

/** Which column holds what; null for none. */
export interface Columns {
  /** Best first: where one cell of a line is no number, the next is tried. */
  phones: number[]
  name: number | null
  /** By the question's field. */
  fields: Record<string, number | null>
}

const mobileNames = /mobile|cell|handy|手机/i
const nameNames = /name|customer|client|recipient|contact|kunde|姓名|客户|收件人/i
/** Guessed from so many lines. */
const sampleLines = 200

/** Of the first cells of a column that hold anything, how many are so; from 0 to 1. */
export function shareOf({ lines }: Pick<Table, 'lines'>, column: number, is: (cell: string) => boolean): number {
  const sample = lines.slice(0, sampleLines)
  const filled = sample.map((line) => line[column] ?? '').filter((cell) => cell !== '')
  return filled.length === 0 ? 0 : filled.filter(is).length / filled.length
}

/** What each column most likely holds: by its name, else by what stands in it. */
export function guessColumns(table: Table, question: Pick<Question, 'fields'>): Columns {
  const { header } = table
  const share = (column: number, is: (cell: string) => boolean) => shareOf(table, column, is)
  const isPhone = (cell: string) => looksLikePhone(cell) || lostDigits(cell)
  const all = header.map((_, column) => ({ column, share: share(column, isPhone) }))
  const named = (column: number, names: RegExp) => names.test(header[column] ?? '')
  const score = (each: (typeof all)[number]) =>
    each.share + (named(each.column, phoneNames) ? 0.5 : 0) + (named(each.column, mobileNames) ? 0.5 : 0)
  const phones = all
    .filter((each) => each.share >= 0.5 || (named(each.column, phoneNames) && score(each) > 0.5))
    .sort((one, next) => score(next) - score(one))
    .map(({ column }) => column)
  const free = all.map(({ column }) => column).filter((column) => !phones.includes(column))
  const fields = Object.fromEntries(
    question.fields.map((field) => [
      field.name,
      free.find((column) => header[column]?.toLowerCase() === field.name.toLowerCase()) ?? null,
    ]),
  )
  // Of a column that is named so also when the question has a field for it: it is whose line this is all the same.
  const rest = free.filter((column) => !Object.values(fields).includes(column))
  const name =
    free.find((column) => named(column, nameNames)) ??
    rest.find((column) => share(column, (cell) => isWord(cell) && !/\d/.test(cell)) >= 0.8) ??
    null
  return { phones, name, fields }
}

/** The first cell of a column with anything in it, to know the column by. "" for none. */
export const sampleOf = (table: Table, column: number): string =>
  table.lines.slice(0, sampleLines).find((line) => (line[column] ?? '') !== '')?.[column] ?? ''

/** Another column in this place of the ranking, which changes places with the one there; null takes the place away. */
export function rankPhones(phones: readonly number[], place: number, column: number | null): number[] {
  if (column === null) return phones.filter((_, at) => at !== place)
  const ranked = [...phones]
  const [before] = ranked.splice(place, 1, column)
  const elsewhere = phones.indexOf(column)
  if (elsewhere >= 0 && before !== undefined) ranked[elsewhere] = before
  return ranked
}
