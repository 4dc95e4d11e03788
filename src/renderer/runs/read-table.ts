import Papa from 'papaparse'

/** A list as it was pasted, typed or read from a file: cells as they are, line by line. */
export interface Table {
  /** Names of the columns; made up ("Column 2" is shown for null) where the list has no header. No two are the same. */
  header: (string | null)[]
  /** A line may have fewer cells than the header. */
  lines: string[][]
  /** Of the list's lines those that are none of `lines`: the header, and those without anything in them. */
  besides: { header: number; blank: number }
}

/**
 * Cuts a list into cells. The delimiter is guessed (tab of a spreadsheet, comma, semicolon, pipe). Each line of the list
 * is one of `lines` or counted in `besides`.
 */
export function readTable(text: string): Table {
  const all = cut(text.replace(/\r\n?|\u2028/g, '\n'))
  const lines: string[][] = []
  let blank = 0
  for (const cells of all) {
    const cleaned = cells.map(clean)
    if (cleaned.every((cell) => cell === '')) blank += 1
    else lines.push(cleaned)
  }
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0)
  const [first] = lines
  if (first === undefined || !isHeader(first, lines))
    return { header: Array<null>(width).fill(null), lines, besides: { header: 0, blank } }
  const names = Array.from({ length: width }, (_, column) => first[column] || null)
  return { header: apart(names), lines: lines.slice(1), besides: { header: 1, blank } }
}

function cut(text: string): string[][] {
  // The line end of the last line is no line.
  const whole = text.endsWith('\n') ? text.slice(0, -1) : text
  if (whole === '') return []
  const how = { delimitersToGuess: ['\t', ';', ',', '|'], delimiter: '' }
  const { data, errors } = Papa.parse<string[]>(whole, how)
  // A quote that nobody closed would swallow every line after it: then it is a character like any other.
  if (!errors.some(({ code }) => code === 'MissingQuotes')) return data
  return Papa.parse<string[]>(whole, { ...how, quoteChar: '\u0000' }).data
}

// Controls, and what turns a line around or is drawn as nothing at its ends: names go to customers and onto cards.
const unwanted = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** A cell as a line of text. */
export const clean = (cell: string) =>
  cell.replace(unwanted, (character) => (character === '\n' || character === '\t' ? ' ' : '')).trim()

function isHeader(first: string[], lines: string[][]): boolean {
  const isNumber = (cell: string) => looksLikePhone(cell) || lostDigits(cell)
  if (first.some(isNumber) || !first.some(isWord)) return false
  // A list of nothing but its header is a list without lines.
  return lines.length === 1
    ? first.some((cell) => phoneNames.test(cell))
    : lines.slice(1, 50).some((line) => line.some(isNumber))
}

/** Two columns of one name would be one. */
function apart(names: (string | null)[]): (string | null)[] {
  const used = new Set<string>()
  return names.map((name) => {
    if (name === null) return null
    let own = name
    for (let no = 2; used.has(own); no += 1) own = `${name} (${no})`
    used.add(own)
    return own
  })
}

export const phoneNames = /phone|mobile|cell|tel\b|tel\.|telefon|handy|number|msisdn|手机|电话|号码/i

/** As spreadsheets write a number that is to stay as it is: with an apostrophe, or as a formula. */
export const asTyped = (cell: string) =>
  cell
    .normalize('NFKC')
    .replace(/^="(.*)"$/, '$1')
    .replace(/^(?:'|=(?=\+?\d))/, '')
    .trim()

/** Digits enough for a telephone number, and nothing that a number has not. */
export function looksLikePhone(cell: string): boolean {
  const typed = asTyped(cell)
  return /^[+\p{Nd}\s()./\p{Pd}−]+$/u.test(typed) && typed.replace(/\P{Nd}/gu, '').length >= 7
}

/** 4.47701E+11, 4,47701E+11: a spreadsheet took a telephone number for a figure, and the rest of its digits is gone. */
export const lostDigits = (cell: string) => /^[+-]?\d+(?:[.,]\d+)?e\+?\d{1,3}$/i.test(asTyped(cell))

export const isWord = (cell: string) => /\p{L}/u.test(cell) && !lostDigits(cell)
