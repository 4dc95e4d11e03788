import { useEffect, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Question } from '../../shared/question.ts'
import type { ListNeeds, ListState, ListStore } from './list-state.ts'
import { makeListStore } from './list-store.ts'
import { readBeside } from './read-beside.ts'
import { rememberedColumns } from './remembered-columns.ts'
import { type Sums, sumUp } from './sums.ts'
import { useDrawn } from './use-drawn.ts'

export interface List extends ListState, Sums, Omit<ListStore, 'getSnapshot' | 'subscribe'> {
  /** Somebody has corrected or decided something in it, which is lost with it. */
  isWorkedOn: boolean
}

interface UseListNeeds {
  api: Pick<DeskApi, 'checkNumbers' | 'checkWords' | 'getListColumns' | 'keepListColumns'>
  question: Question | undefined
  values: Readonly<Record<string, string>>
  /** That the desk reads national numbers in; null when nobody has said one and our own number tells none. */
  country: string | null
  say: ListNeeds['say']
}

/** The list of this screen. */
export function useList({ api, question, values, country, say }: UseListNeeds): List {
  const words = useRef(say)
  useEffect(() => {
    words.current = say
  })
  const [store] = useState(() =>
    makeListStore({
      desk: api,
      read: readBeside,
      remembered: rememberedColumns(api),
      say: (what, lines) => words.current(what, lines),
    }),
  )
  useEffect(() => store.clear, [store])
  useEffect(() => store.usual(country), [store, country])
  useEffect(() => store.ask(question, values), [store, question, values])
  const state = useDrawn(store)
  const { lines, decisions, mended } = state
  const sums = useMemo(() => sumUp(lines, decisions), [lines, decisions])
  return { ...store, ...state, ...sums, isWorkedOn: mended || decisions.size > 0 }
}
