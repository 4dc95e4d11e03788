import { serialize } from 'node:v8'
import { ipcMain, type WebContents } from 'electron'
import type { DeskCalls } from '../../shared/desk-api.ts'
import type { CallName } from '../../shared/desk-names.ts'
import { type Result, refused } from '../../shared/result.ts'
import { call } from '../call.ts'
import type { DeskEvent } from '../events.ts'
import type { Log } from '../log/log.ts'
import { answerForBoard, boardCalls, forBoard } from './board-limits.ts'
import { isOurs, type Sender } from './sender.ts'

type Contents = (of: 'window' | 'board') => WebContents | null

const argumentLimitBytes = 256 * 1024
/** A list of customers with all that it knows of them. As much as the browser shell takes. */
const listLimitBytes = 16 * 1024 * 1024

/**
 * Answers the calls of our window, those of the wallboard that only look, and of nothing else. The only file that
 * imports `ipcMain`.
 *
 * Never throws across the border: Electron would hand the page the error's text, and print the error itself.
 *
 * @param needs.contents a window's web contents at this moment; null while there is none
 * @param needs.home where our page lives, for example `desk://app`
 */
export function answerCalls(needs: {
  calls: DeskCalls
  contents: Contents
  home: string
  unexpected: (what: string, error: unknown) => void
  log: Pick<Log, 'say'>
}): void {
  handle(needs, async (name, argument) => {
    const limit = name === 'createRun' ? listLimitBytes : argumentLimitBytes
    if (sizeOf(argument) > limit) return refused('too-large', 'That is too much for one call.')
    return call(
      needs.calls,
      name,
      argument,
      (known: CallName, error) => needs.unexpected(`call ${known}`, error),
      (known, code) => needs.log.say('callRefused', { call: known, code }),
    )
  })
}

/**
 * Pushes events to the window, in the batches they come in. What happens while there is no window is not kept: a new
 * window asks for everything first.
 *
 * @returns undo
 */
export function sendEvents(
  onEvents: (listener: (events: DeskEvent[]) => void) => () => void,
  contents: Contents,
): () => void {
  return onEvents((events) => {
    contents('window')?.send('desk:events', events)
    const fewer = forBoard(events)
    if (fewer.length > 0) contents('board')?.send('desk:events', fewer)
  })
}

function handle(
  needs: { contents: Contents; home: string; unexpected: (what: string, error: unknown) => void },
  answer: (name: unknown, argument: unknown) => Promise<Result<unknown>>,
): void {
  ipcMain.handle('desk:call', async (event: Sender, name: unknown, argument: unknown): Promise<Result<unknown>> => {
    try {
      const may = (of: 'window' | 'board') => isOurs(event, needs.contents(of), needs.home)
      if (!may('window') && !(may('board') && boardCalls.has(name)))
        return refused('not-allowed', 'This page may not speak to the desk.')
      return may('window') ? await answer(name, argument) : answerForBoard(name, await answer(name, argument))
    } catch (error) {
      needs.unexpected('call', error)
      return refused('failed', 'Something went wrong on our side. Try again.')
    }
  })
}

/** Bytes that the argument takes as a structured clone, about what it took to send it. */
function sizeOf(argument: unknown): number {
  try {
    return serialize(argument).byteLength
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
