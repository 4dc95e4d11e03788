import { join } from 'node:path'
import Database from 'better-sqlite3'

export type Db = Database.Database

export const openFile = (path: string, options: Database.Options = {}): Db => new Database(path, options)

/** Opens a second, read-only connection; the writer must have opened the file before. */
export function openForReading(folder: string): Db {
  const db = openFile(join(folder, 'desk.db'), { readonly: true, timeout: 5000 })
  db.pragma('trusted_schema = OFF')
  return compilingLate(db)
}

/**
 * Statements that are prepared from now on are compiled when they are first used. A desk has some four hundred, a start
 * needs a dozen, and compiling all of them takes longer than opening a million texts. What is wrong with one is told by
 * its first use.
 */
export function compilingLate(db: Db): Db {
  const compile = db.prepare.bind(db)
  const prepare = (source: string) => new LateStatement(() => compile(readOnce(source)))
  // As far as the store uses a statement.
  db.prepare = prepare as unknown as Db['prepare']
  return db
}

/**
 * What a value is compared with by "=" SQLite looks at as it compiles (0 and 1 are held for common), and so it compiles
 * the statement anew each time that another value is bound: 10 to 400 µs where the rest takes 2. A "+" before the value
 * keeps it from looking, and changes nothing else.
 *
 * @see sqlite3ExprIsInteger in SQLite's whereLoopOutputAdjust; its switch for that, QPSG, is not ours to set
 */
export const readOnce = (source: string): string => source.replace(/(=|\bIS) (\?|[:@]\w+)/g, '$1 +$2')

class LateStatement implements Pick<Database.Statement, 'run' | 'get' | 'all' | 'iterate'> {
  #compile: () => Database.Statement
  #compiled: Database.Statement | null = null
  constructor(compile: () => Database.Statement) {
    this.#compile = compile
  }
  get #statement(): Database.Statement {
    this.#compiled ??= this.#compile()
    return this.#compiled
  }
  run(...values: unknown[]): Database.RunResult {
    return this.#statement.run(...values)
  }
  get(...values: unknown[]): unknown {
    return this.#statement.get(...values)
  }
  all(...values: unknown[]): unknown[] {
    return this.#statement.all(...values)
  }
  iterate(...values: unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...values)
  }
  pluck(): this {
    const compile = this.#compile
    this.#compile = () => compile().pluck()
    this.#compiled = null
    return this
  }
}

/** Opens a file that is no desk's at this moment: a backup, or what is to become the database. */
export function openCopy(path: string, options: { readonly?: boolean } = {}): Db {
  const db = openFile(path, { ...options, fileMustExist: true, timeout: 5000 })
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  return db
}
