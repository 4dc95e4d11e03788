import { useCallback, useMemo, useRef, useState } from 'react'
import type { Problem } from '../../shared/result.ts'
import type { Run, RunRow } from '../../shared/run.ts'
import type { RowActions } from '../feed/row-actions.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import type { CardAsks } from './Card.tsx'
import { givenDigit, ownDigit } from './given-digit.ts'
import { type LaneId, laneOf, type Move, moveTo, type Refusal } from './lanes.ts'
import { optionName } from './option-name.ts'
import { whoOf } from './row-words.ts'
import type { RunStore } from './run-store.ts'

interface MovesNeeds {
  run: Run
  store: Pick<RunStore, 'settle'>
  actions: Pick<RowActions, 'file' | 'close'>
  say: (sentence: string) => void
  onReply: (row: RunRow) => void
  /** A person has filed what a customer said as this option, by the run's own digit. */
  onFiled: (row: RunRow, digit: string) => void
  /** This window moves the card of this place. */
  onMove: (place: number) => void
}

export interface OpenCard {
  place: number
  at: 'move' | 'settle'
  /** Where it stood, for the focus afterwards. */
  from: LaneId
}
export interface Refused {
  row: RunRow
  why: Refusal
  offer: 'settle' | 'unsettle' | null
}

/** What can be done with a customer of a run: by key, by menu and by mouse it is the same. */
export function useMoves({ run, store, actions, say, onReply, onFiled, onMove }: MovesNeeds) {
  const words = useWords()
  const { t } = words
  const [open, setOpen] = useState<OpenCard | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [trouble, setTrouble] = useState<Problem | null>(null)
  const dragged = useRef<RunRow | null>(null)
  const { id, options } = run

  const settle = useCallback(
    async (row: RunRow, as: string | null) => {
      onMove(row.place)
      // What comes while it is noted is not dealt with by it.
      const upTo = row.said === null ? 0 : Number(row.said.messageId.slice(1))
      const answer = await store.settle(id, row.place, as, upTo)
      if (answer.ok) say(t(as === null ? 'runs.spoken.unsettled' : 'runs.spoken.settled', { who: whoOf(row) }))
      return answer
    },
    [store, id, say, t, onMove],
  )
  const file = useCallback(
    async (row: RunRow, digit: string, untold: boolean) => {
      if (row.said === null) return
      onMove(row.place)
      const label = options.find((option) => option.digit === digit)?.label ?? digit
      const filed = await actions.file({ id: row.said.messageId }, givenDigit(row, digit), null, untold)
      if (!filed) return
      say(t(untold ? 'say.filedUntold' : 'say.filed', { label: sentenceCase(optionName(label, words), words.locale) }))
      onFiled(row, digit)
    },
    [actions, options, say, t, words, onMove, onFiled],
  )
  const unsettle = useCallback(
    async (row: RunRow) => {
      const answer = await settle(row, null)
      setTrouble(answer.ok ? null : answer.problem)
    },
    [settle],
  )
  const carryOut = useCallback(
    (row: RunRow, move: Move, untold = false) => {
      setRefused(move.kind === 'refused' ? { row, why: move.why, offer: move.offer } : null)
      if (move.kind === 'file') void file(row, move.digit, untold)
      else if (move.kind === 'settle') setOpen({ place: row.place, at: 'settle', from: laneOf(row) })
      else if (move.kind === 'unsettle') void unsettle(row)
    },
    [file, unsettle],
  )
  const asks = useMemo<CardAsks>(
    () => ({
      file: (row, digit, untold) => carryOut(row, moveTo(row, `option-${digit}`), untold),
      fileFor: (row, { digit, label, notice }, untold = false) => {
        if (row.said === null) return
        onMove(row.place)
        void actions
          .file({ id: row.said.messageId }, digit, notice, untold)
          .then(
            (filed) =>
              filed && say(t(untold ? 'say.filedUntold' : 'say.filed', { label: sentenceCase(label, words.locale) })),
          )
      },
      open: (row, at) => {
        setRefused(null)
        setOpen({ place: row.place, at, from: laneOf(row) })
      },
      unsettle: (row) => void unsettle(row),
      reply: onReply,
      done: (row) => {
        if (row.said === null) return
        onMove(row.place)
        void actions
          .close({ id: row.said.messageId, direction: 'inbound' })
          .then((closed) => closed && say(t('say.closed')))
      },
      drag: (row) => {
        dragged.current = row
      },
    }),
    [carryOut, unsettle, onReply, actions, onMove, say, t, words.locale],
  )
  return {
    asks,
    settle,
    open,
    close: () => setOpen(null),
    refused,
    /** Why a settled card could not be taken back. */
    trouble,
    forget: () => setRefused(null),
    /** What is dragged was let go over a lane. */
    drop: (lane: LaneId) => {
      const row = dragged.current
      dragged.current = null
      if (row !== null) carryOut(row, moveTo(row, lane))
    },
  }
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>

const isDigit = (key: string) => /^[0-9]$/.test(key)

/** With Shift a digit is another character; where it is a digit only then, Shift says nothing more. */
const digitOf = ({ key, code, shiftKey }: Pressed) =>
  isDigit(key) || !shiftKey ? key : (/^Digit([0-9])$/.exec(code)?.[1] ?? key)

/** A key on a card; a digit with Shift files without a text. @returns whether it meant something */
export function pressOnCard(pressed: Pressed, row: RunRow, run: Run, letterKeys: boolean, asks: CardAsks): boolean {
  const { key, shiftKey } = pressed
  if (key === 'Enter') {
    asks.open(row, 'move')
    return true
  }
  if (!letterKeys) return false
  const letter = key.toLowerCase()
  const own = ownDigit(row, digitOf(pressed))
  if (own !== null && run.options.some(({ digit }) => digit === own)) asks.file(row, own, shiftKey && !isDigit(key))
  else if (letter === 'r' && row.outcome !== 'opted-out') asks.reply(row)
  else if (letter === 'e' && row.outcome === 'person' && row.said !== null) asks.done(row)
  else return false
  return true
}
