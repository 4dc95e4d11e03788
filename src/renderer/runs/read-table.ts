import Papa from 'papaparse'
import type { Question } from '../../shared/question.ts'

/** A list as it was pasted, typed or read from a file: cells as they are, line by line. */
export interface Table {
  /** Names of the columns; made up ("Column 2" is shown for null) where the list has no header. */
  header: (string | null)[]
  lines: string[][]
}

/** Which column holds what; null for none. */
export interface Columns {
  /** Best first: where one cell of a line is no number, the next is tried. */
  phones: number[]
  name: number | null
  /** By the question's field. */
  fields: Record<string, number | null>
}

const phoneNames = /phone|mobile|cell|tel\b|tel\.|number|msisdn|手机|电话|号码/i
const mobileNames = /mobile|cell|手机/i
const nameNames = /name|customer|client|recipient|contact|姓名|客户|收件人/i

/** Digits enough for a telephone number, and nothing that a number has not. */
export const looksLikePhone = (cell: string) =>
  /^[+\d\s()./\p{Pd}\u200e\u200f\u202a-\u202c]+$/u.test(cell.trim()) && cell.replace(/\D/g, '').length >= 7

/**
 * Cuts a list into cells. The delimiter is guessed (tab of a spreadsheet, comma, semicolon, pipe); lines without
 * anything in them fall away; lines are padded to the same length.
 */
export function readTable(text: string): Table {
  const { data } = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n'), {
    delimitersToGuess: ['\t', ';', ',', '|'],
    skipEmptyLines: 'greedy',
  })
  const cells = data.map((line) => line.map((cell) => cell.trim()))
  const width = Math.max(0, ...cells.map((line) => line.length))
  const lines = cells.map((line) => [...line, ...Array<string>(width - line.length).fill('')])
  const [first] = lines
  const isHeader =
    first !== undefined &&
    !first.some(looksLikePhone) &&
    first.some(isWord) &&
    lines.slice(1, 50).some((line) => line.some(looksLikePhone))
  return isHeader
    ? { header: first.map((name) => name || null), lines: lines.slice(1) }
    : { header: Array<null>(width).fill(null), lines }
}

const isWord = (cell: string) => /\p{L}/u.test(cell)

/** What each column most likely holds: by its name, else by what stands in it. */
export function guessColumns({ header, lines }: Table, question: Pick<Question, 'fields'>): Columns {
  const sample = lines.slice(0, 200)
  const width = header.length
  const share = (column: number, is: (cell: string) => boolean) => {
    const filled = sample.map((line) => line[column] ?? '').filter((cell) => cell !== '')
    return filled.length === 0 ? 0 : filled.filter(is).length / filled.length
  }
  const all = Array.from({ length: width }, (_, column) => column)
  const named = (column: number, names: RegExp) => names.test(header[column] ?? '')
  const score = (column: number) =>
    share(column, looksLikePhone) + (named(column, phoneNames) ? 0.5 : 0) + (named(column, mobileNames) ? 0.5 : 0)
  const phones = all
    .filter((column) => share(column, looksLikePhone) >= 0.5 || (named(column, phoneNames) && score(column) > 0.5))
    .sort((one, next) => score(next) - score(one))
  const free = all.filter((column) => !phones.includes(column))
  const fields = Object.fromEntries(
    question.fields.map((field) => [
      field.name,
      free.find((column) => header[column]?.toLowerCase() === field.name.toLowerCase()) ?? null,
    ]),
  )
  const rest = free.filter((column) => !Object.values(fields).includes(column))
  const name =
    rest.find((column) => named(column, nameNames)) ??
    rest.find((column) => share(column, (cell) => isWord(cell) && !/\d/.test(cell)) >= 0.8) ??
    null
  return { phones, name, fields }
}
