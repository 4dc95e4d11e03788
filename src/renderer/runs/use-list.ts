import { useEffect, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Question } from '../../shared/question.ts'
import { runRowsMost } from '../../shared/run.ts'
import { useObservable } from '../app/use-observable.ts'
import { type ListNeeds, type ListState, type ListStore, makeListStore } from './list-store.ts'
import { readBeside } from './read-beside.ts'
import { rememberedColumns } from './remembered-columns.ts'
import { isLeftOut, type Line, sendable, type Verdict } from './verdicts.ts'

/** Why a line is not sent: its verdict, that somebody left it out, or that a run is full. */
export type OutWhy = Exclude<Verdict, 'ok'> | 'left-out' | 'next-run'

/** Nobody has left it out: it goes, with this run or the next. */
export const isIn = (why: OutWhy | null) => why === null || why === 'next-run'

export interface List extends ListState, Omit<ListStore, 'getSnapshot' | 'subscribe'> {
  /** What would be sent, in the order of the list. */
  ready: readonly Line[]
  /** The others, counted by why. */
  out: ReadonlyMap<OutWhy, number>
  /** Null for a line that is sent. */
  whyOut: (line: Line) => OutWhy | null
  /** Somebody has corrected or decided something in it, which is lost with it. */
  isWorkedOn: boolean
}

interface UseListNeeds {
  api: Pick<DeskApi, 'checkNumbers'>
  question: Question | undefined
  values: Readonly<Record<string, string>>
  say: ListNeeds['say']
}

/** The list of this screen. */
export function useList({ api, question, values, say }: UseListNeeds): List {
  const words = useRef(say)
  useEffect(() => {
    words.current = say
  })
  const [store] = useState(() =>
    makeListStore({
      desk: api,
      read: readBeside,
      remembered: rememberedColumns(window.localStorage),
      say: (what, lines) => words.current(what, lines),
    }),
  )
  useEffect(() => store.clear, [store])
  useEffect(() => store.ask(question, values), [store, question, values])
  const state = useObservable(store)
  const { lines, decisions, mended } = state
  const sorted = useMemo(() => {
    let lastPlace = Number.POSITIVE_INFINITY
    const whyOut = (line: Line): OutWhy | null => {
      if (sendable(line) && !isLeftOut(line, decisions)) return line.place > lastPlace ? 'next-run' : null
      return line.verdict === 'ok' ? 'left-out' : line.verdict
    }
    const ready: Line[] = []
    const out = new Map<OutWhy, number>()
    for (const line of lines) {
      const why = whyOut(line)
      if (why === null) {
        ready.push(line)
        if (ready.length === runRowsMost) lastPlace = line.place
      } else out.set(why, (out.get(why) ?? 0) + 1)
    }
    return { ready, out, whyOut }
  }, [lines, decisions])
  return { ...store, ...state, ...sorted, isWorkedOn: mended || decisions.size > 0 }
}
