import Papa from 'papaparse'
import { type Msisdn, showNumber } from '../../shared/msisdn.ts'

/**
 * What a spreadsheet might take for a formula and run: = + - @ and their full-width forms, also behind blanks, controls
 * and marks that nobody sees, which some programs drop as they read; and a tab or a line's end, with which a cell can be
 * broken open.
 *
 * @see OWASP, "CSV Injection"
 */
const formula = /^[\p{White_Space}\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u
const asWords = { escapeFormulae: formula }

/**
 * A table as a file that spreadsheets open: UTF-8 with the mark by which Excel knows it, a line a row, every cell in
 * quotes. A cell that might run gets an apostrophe in front, and is words from then on.
 */
export const writeCsv = (lines: readonly (readonly string[])[]): string =>
  `\ufeff${Papa.unparse(lines as string[][], { quotes: true, newline: '\r\n', ...asWords })}\r\n`

/** The same table as cells on the clipboard, which a spreadsheet, a mail or a chat takes; as safe as the file. */
export const writeCells = (lines: readonly (readonly string[])[]): string =>
  Papa.unparse(lines as string[][], { delimiter: '\t', newline: '\n', ...asWords })

/** The same for our own reader, to which no cell is a formula. */
export const writeTable = (lines: readonly (readonly string[])[]): string =>
  Papa.unparse(lines as string[][], { delimiter: '\t', newline: '\n' })

/**
 * A number for a spreadsheet: "(+44) 7700 900123". With a bare plus it would be a formula to be made safe, and neither
 * dialled nor pasted back as it stands; as digits alone it would be shown as 4.477E+11. In brackets it stays words, and
 * reads as the same number wherever people type numbers here.
 */
export const sheetNumber = (msisdn: Msisdn): string => showNumber(msisdn).replace(/^\+(\d+)/, '(+$1)')
