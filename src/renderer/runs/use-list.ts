import { useCallback, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Question } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import { type NumberCheck, runRowsMost } from '../../shared/run.ts'
import { type Columns, guessColumns, readTable, type Table } from './read-table.ts'
import { type Decisions, decide, isLeftOut, judge, type Line, sendable, typedNumbers } from './verdicts.ts'

interface ListNeeds {
  api: Pick<DeskApi, 'checkNumbers'>
  question: Question | undefined
  /** What a field holds that has no column of its own. */
  values: Readonly<Record<string, string>>
  columnName: (index: number) => string
  tooMany: (count: number) => Problem
}

/** The pasted list, what its columns mean, and what is the matter with each of its lines. */
export function useList({ api, question, values, columnName, tooMany }: ListNeeds) {
  const [table, setTable] = useState<Table | null>(null)
  const [columns, setColumns] = useState<Columns>({ phones: [], name: null, fields: {} })
  const [mended, setMended] = useState<ReadonlyMap<number, string>>(new Map())
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const [checks, setChecks] = useState<ReadonlyMap<string, NumberCheck>>(new Map())
  const [problem, setProblem] = useState<Problem | null>(null)
  const [checking, setChecking] = useState(false)
  const asked = useRef(new Set<string>())

  /** Asks the desk about numbers that it was not asked about yet. */
  const check = useCallback(
    async (typed: readonly string[]) => {
      const fresh = [...new Set(typed)].filter((number) => !asked.current.has(number))
      if (fresh.length === 0) return
      for (const number of fresh) asked.current.add(number)
      setChecking(true)
      const answer = await api.checkNumbers({ numbers: fresh.map((number) => number.slice(0, 64)) })
      setChecking(false)
      if (!answer.ok) {
        for (const number of fresh) asked.current.delete(number)
        return setProblem(answer.problem)
      }
      const found = answer.value.numbers
      setChecks(
        (now) => new Map([...now, ...fresh.flatMap((number, at) => (found[at] ? [[number, found[at]] as const] : []))]),
      )
    },
    [api],
  )

  const take = (text: string) => {
    const read = readTable(text)
    setProblem(null)
    if (read.lines.length > runRowsMost) return setProblem(tooMany(read.lines.length))
    if (read.lines.length === 0) return
    const guessed = guessColumns(read, question ?? { fields: [] })
    setTable(read)
    setColumns(guessed)
    setMended(new Map())
    setDecisions(new Map())
    void check(typedNumbers(read, guessed, new Map()))
  }
  const change = (changed: Columns) => {
    setColumns(changed)
    if (table !== null) void check(typedNumbers(table, changed, mended))
  }
  const mend = (place: number, number: string) => {
    setMended((now) => new Map(now).set(place, number))
    void check([number])
  }
  /** What was known of the numbers may be old: somebody else has asked meanwhile. */
  const recheck = () => {
    asked.current.clear()
    if (table !== null) void check(typedNumbers(table, columns, mended))
  }
  const toggle = (line: Line) => setDecisions((now) => decide(line, now))

  const lines = useMemo<Line[]>(() => {
    if (table === null) return []
    const typed = typedNumbers(table, columns, mended)
    return judge({ table, columns, typed, checks: typed.map((each) => checks.get(each)), values, column: columnName })
  }, [table, columns, mended, checks, values, columnName])
  const ready = useMemo(
    () => lines.filter((line) => sendable.has(line.verdict) && !isLeftOut(line, decisions)),
    [lines, decisions],
  )
  return {
    table,
    columns,
    lines,
    ready,
    isOut: (line: Line) => isLeftOut(line, decisions),
    checking,
    problem,
    take,
    change,
    mend,
    toggle,
    recheck,
    tell: setProblem,
    clear: () => setTable(null),
  }
}

export type List = ReturnType<typeof useList>
