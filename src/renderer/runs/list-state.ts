import type { DeskApi } from '../../shared/desk-api.ts'
import type { Question } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import type { Observable } from '../app/observable.ts'
import type { Columns } from './columns.ts'
import type { Mended, Standing } from './mended.ts'
import type { ReadList } from './read-list.ts'
import type { Table } from './read-table.ts'
import type { RememberedColumns } from './remembered-columns.ts'
import type { Decisions, Line } from './verdicts.ts'

export interface ListState {
  /** Null until there is a list. While it is read its first lines are here already. */
  table: Table | null
  columns: Columns
  /** As they were judged last. */
  lines: readonly Line[]
  decisions: Decisions
  /** That national numbers are read in, ISO 3166-1 alpha-2; null when none is known. */
  country: string | null
  /** Somebody has corrected a line of it. */
  mended: boolean
  /** Fields are written with plain characters. */
  plain: boolean
  /** What is under way: then a line may still change, and nothing is sent. Null when the list stands. */
  working: 'reading' | 'checking' | null
  /** Numbers and words that are still looked at. */
  left: number
  problem: Problem | null
}

export interface ListStore extends Observable<ListState> {
  /**
   * Pasted or typed text, or a file's bytes.
   *
   * @param known columns that need not be guessed
   */
  take(source: string | Uint8Array, known?: Pick<Columns, 'phones' | 'name'>): void
  change(columns: Columns): void
  /** What stands in a line now, with all that was mended in it. */
  standing(place: number): Standing
  mend(place: number, mended: Mended): void
  /** Reads the national numbers of this list in another country. */
  readIn(country: string | null): void
  /** The country that the desk reads them in, until somebody says otherwise of this list. */
  usual(country: string | null): void
  toggle(line: Line): void
  /** Writes the fields with plain characters from now on, or as they are in the list. */
  writePlain(plain: boolean): void
  /** `seq` of the newest text there was when its numbers were looked at; undefined while none was. */
  upTo(): number | undefined
  /** What is known of the numbers may be old: somebody else has asked meanwhile. */
  recheck(): void
  /** What is asked, and what a field holds that has no column of its own. */
  ask(question: Question | undefined, values: Readonly<Record<string, string>>): void
  tell(problem: Problem): void
  clear(): void
}

export interface ListNeeds {
  desk: Pick<DeskApi, 'checkNumbers' | 'checkWords'>
  read: ReadList
  remembered: RememberedColumns
  /** In the words of the moment. */
  say: (what: 'no-lines' | 'too-many' | 'too-large' | 'unread', lines: number) => Problem
}

export const noList: ListState = {
  table: null,
  columns: { phones: [], name: null, fields: {} },
  lines: [],
  decisions: new Map(),
  country: null,
  mended: false,
  plain: false,
  working: null,
  left: 0,
  problem: null,
}
