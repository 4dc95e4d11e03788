import type { BrowserWindow } from 'electron'
import { choicesOf } from '../../shared/choices.ts'
import type { DesktopNotice } from '../../shared/desktop.ts'
import type { NoticeWords } from '../notice-words.ts'
import type { Notice } from '../notices.ts'

export interface WindowNotices {
  show(notice: Notice, words: NoticeWords): void
  withdraw(noticeId: string): void
}

/** What the system did not show stands in the window, and its place in the taskbar flashes until somebody looks. */
export function windowNotices(needs: {
  window: () => BrowserWindow | null
  now: () => number
  /** Oldest first. */
  onChange: (notices: DesktopNotice[]) => void
}): WindowNotices {
  const shown = new Map<string, DesktopNotice>()
  const tell = () => needs.onChange([...shown.values()])
  return {
    show: (notice, words) => {
      shown.delete(notice.id)
      shown.set(notice.id, inWindow(notice, words, new Date(needs.now()).toISOString()))
      tell()
      const window = needs.window()
      if (window === null || window.isFocused()) return
      window.flashFrame(true)
      // Windows goes on with it until it is told.
      window.once('focus', () => window.flashFrame(false))
    },
    withdraw: (noticeId) => {
      if (shown.delete(noticeId)) tell()
    },
  }
}

function inWindow(notice: Notice, { title, body, options }: NoticeWords, at: string): DesktopNotice {
  const reply = notice.kind === 'one' ? notice.reply : null
  const choices = reply === null ? [] : choicesOf(reply).flatMap((each) => each.choices)
  const run = reply === null && notice.kind !== 'one' ? notice.run : null
  return {
    id: notice.id,
    at,
    title,
    body,
    customer: reply?.customer ?? null,
    messageId: reply?.messageId ?? null,
    runId: run?.id ?? null,
    options: options.flatMap((label, place) => {
      const choice = choices[place]
      return choice === undefined ? [] : { digit: choice.digit, label, notice: choice.notice }
    }),
  }
}
