import { kindOfNumber } from '../../../src/main/number-kind.ts'
import { understand } from '../../../src/main/replies/understand.ts'
import { meaningOf } from '../../../src/main/store/reserved.ts'
import type { ListStore } from '../../../src/renderer/runs/list-state.ts'
import { makeListStore } from '../../../src/renderer/runs/list-store.ts'
import { inPieces, type ReadList } from '../../../src/renderer/runs/read-list.ts'
import { rememberedColumns } from '../../../src/renderer/runs/remembered-columns.ts'
import { type ListColumns, remember } from '../../../src/shared/list-columns.ts'
import { readNumber } from '../../../src/shared/msisdn.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { done, type Problem, refused } from '../../../src/shared/result.ts'
import type { NumberCheck } from '../../../src/shared/run.ts'

/** The pieces of the worker, one after the other as its messages come. */
const readInTurns: ReadList = (source, on) => {
  let ended = false
  const read = async () => {
    for (const piece of inPieces(source)) {
      await Promise.resolve()
      if (ended) return
      if (piece.kind === 'begin') on.begin(piece.head)
      else if (piece.kind === 'lines') on.lines(piece.lines)
      else on.done()
    }
  }
  void read()
  return () => {
    ended = true
  }
}

/** What a desk remembers, over several windows. */
export function makeMemory() {
  let lists: ListColumns[] = []
  return {
    lists: () => lists,
    getListColumns: async () => done({ lists }),
    keepListColumns: async (said: ListColumns) => {
      lists = remember(lists, said)
      return done({})
    },
  }
}

export function openList(memory = makeMemory()) {
  const asked: string[][] = []
  const askedWords: string[][] = []
  let waiting = new Set<string>()
  let seq = 0
  let trouble: Problem | null = null
  let held: (() => void)[] | null = null
  const store = makeListStore({
    desk: {
      checkNumbers: async ({ numbers, country = 'GB' }) => {
        asked.push(numbers)
        if (trouble !== null) return refused(trouble.code, trouble.text)
        // As it is in the moment of the question, whenever the answer comes.
        const answer = numbers.map((typed): NumberCheck => {
          const read = readNumber(typed, country ?? '')
          if (!read.ok) return read
          const { msisdn } = read
          return {
            ...read,
            optedOut: false,
            waiting: waiting.has(msisdn),
            taken: [],
            ours: false,
            ...kindOfNumber(msisdn),
          }
        })
        if (held !== null) await new Promise<void>((release) => held?.push(release))
        return done({ numbers: answer, upTo: seq })
      },
      checkWords: async ({ words }) => {
        askedWords.push(words)
        if (trouble !== null) return refused(trouble.code, trouble.text)
        return done({ means: words.map((word) => meaningOf(word, understand)) })
      },
    },
    read: readInTurns,
    remembered: rememberedColumns(memory),
    say: (what, lines) => ({ code: what, text: `${lines}` }),
  })
  store.usual('GB')
  store.ask(deliveryQuestion, { weekday: 'Thursday' })
  return {
    store,
    asked,
    askedWords,
    setNewest: (newest: number) => {
      seq = newest
    },
    setWaiting: (...numbers: string[]) => {
      waiting = new Set(numbers)
    },
    /** Answers wait from now on. @returns what lets each of them go */
    hold: () => {
      held = []
      return held
    },
    setTrouble: (problem: Problem | null) => {
      trouble = problem
    },
  }
}
export async function standing(store: ListStore): Promise<void> {
  while (store.getSnapshot().working !== null) await new Promise((resolve) => setTimeout(resolve, 1))
}
export const verdicts = (store: ListStore) => store.getSnapshot().lines.map(({ verdict }) => verdict)
