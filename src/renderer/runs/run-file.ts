import type { ExportedRow, RunExport, RunRow } from '../../shared/run.ts'
import { localIso } from '../words/time.ts'
import type { WordKey, Words } from '../words/words.ts'
import { sheetNumber, writeCells, writeCsv, writeTable } from './csv.ts'
import { optionName } from './option-name.ts'
import { flagOf, outcomeWord, textProblem, whyOf } from './row-words.ts'

type Column<Row> = readonly [heading: string, cell: (row: Row) => string]

/** The columns that the list itself had, in the order in which they first come. */
function listColumns<Row extends RunRow>(rows: readonly Row[]): Column<Row>[] {
  const names = new Set(rows.flatMap(({ about }) => Object.keys(about)))
  return [...names].map((name) => [name, ({ about }) => about[name] ?? ''])
}

const asTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] => [
  columns.map(([heading]) => heading),
  ...rows.map((row) => columns.map(([, cell]) => cell(row))),
]

type Exported = Pick<RunExport, 'run' | 'rows'>
/** A run as a file for a spreadsheet. */
export const runFile = (made: Exported, words: Words): string => writeCsv(runTable(made, words))
/** A run as cells to paste. */
export const runCells = (made: Exported, words: Words): string => writeCells(runTable(made, words))

/** A line for each customer; the outcome in words, and as a code that stays. */
function runTable({ run, rows }: Exported, words: Words): string[][] {
  const { t } = words
  const outcomeIn = (row: Parameters<typeof outcomeWord>[0]) => outcomeWord(row, words)
  const head = (name: string) => t(`file.columns.${name}` as WordKey)
  const columns: Column<ExportedRow>[] = [
    [head('place'), ({ place }) => String(place)],
    [head('name'), ({ name }) => name],
    [head('number'), ({ customer }) => sheetNumber(customer)],
    ...listColumns(rows),
    [head('outcome'), outcomeIn],
    [head('code'), ({ outcome }) => outcome],
    ...(rows.some(({ was }) => was !== null)
      ? [[head('was'), ({ was }: ExportedRow) => (was === null ? '' : outcomeIn(was))] as const]
      : []),
    [head('option'), ({ option }) => option ?? ''],
    [
      head('label'),
      ({ option }) => {
        const label = run.options.find(({ digit }) => digit === option)?.label
        return label === undefined ? '' : optionName(label, words)
      },
    ],
    ...(rows.some(({ date }) => date !== null) ? [[head('date'), ({ date }: ExportedRow) => date ?? ''] as const] : []),
    ...(rows.some((row) => flagOf(row, words) !== '')
      ? [[t('filed.column'), (row: ExportedRow) => flagOf(row, words)] as const]
      : []),
    [head('words'), ({ said }) => said?.text ?? ''],
    [head('answeredAt'), ({ said }) => (said === null ? '' : localIso(said.at))],
    [
      head('text'),
      ({ text, again }) =>
        again ? t('runs.card.again') : text === null ? t('runs.card.notYet') : t(`state.${text.state}`),
    ],
    [head('reason'), (row) => textProblem(row, words)],
    [head('settled'), ({ settledAs }) => settledAs ?? ''],
    [head('why'), (row) => (isSaidElsewhere(row) ? '' : whyOf(row, words))],
  ]
  return asTable(columns, rows)
}

/** What somebody noted of a call, and why a text was lost, have columns of their own. */
const isSaidElsewhere = ({ outcome, said }: RunRow) =>
  outcome === 'settled' ||
  outcome === 'unreachable' ||
  outcome === 'not-sent' ||
  (outcome === 'person' && said === null)

/** What changed since the last file in a few words, most first: "Option 3: 2 · Opted out: 1". */
export function changeSummary(rows: readonly ExportedRow[], words: Words): string {
  const { t } = words
  const kinds = Map.groupBy(rows, (row) => {
    const { was, outcome, option } = row
    return was?.outcome === outcome && was.option === option ? t('changes.sameOutcome') : outcomeWord(row, words)
  })
  return [...kinds]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([word, { length }]) => t('changes.part', { word, number: length }))
    .join(t('changes.and'))
}

/** Of the list of an earlier run. */
export const runListColumns = { name: 0, phones: [1] }

/** Those of a run with what their list said of them, for another one; but for what filled the question's fields. */
export function runList(rows: readonly RunRow[], { t }: Words): string {
  const columns: Column<RunRow>[] = [
    [t('file.columns.name'), ({ name }) => name],
    [t('file.columns.number'), ({ customer }) => `+${customer}`],
    ...listColumns(rows),
  ]
  return writeTable(asTable(columns, rows))
}

/** Who is to be rung, as a table, with an empty column for what came of it. */
export function callFile(rows: readonly RunRow[], words: Words): string {
  const { t } = words
  const columns: Column<RunRow>[] = [
    [t('file.columns.place'), ({ place }) => String(place)],
    [t('file.columns.name'), ({ name }) => name],
    [t('file.columns.number'), ({ customer }) => sheetNumber(customer)],
    ...listColumns(rows),
    [t('file.columns.outcome'), (row) => outcomeWord(row, words)],
    [t('file.columns.reason'), (row) => textProblem(row, words)],
    [t('calls.since'), ({ text }) => (text === null ? '' : localIso(text.at))],
    [t('calls.box'), () => ''],
  ]
  return writeCsv(asTable(columns, rows))
}
