import { dialog } from 'electron'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Desktop } from '../../shared/desktop.ts'
import { showNumber } from '../../shared/msisdn.ts'
import type { Host } from '../host.ts'
import { type LeadsTo, noticeActs } from '../notice-acts.ts'
import { type NoticeWords, noticeWords } from '../notice-words.ts'
import { makeNotices, type Notice, type Notices } from '../notices.ts'
import { makeRunNotices, type RunNotices } from '../run-notices.ts'
import type { Place } from './deep-link.ts'
import { notifications } from './notifications.ts'
import type { ShellWords } from './shell-words.ts'
import { windowNotices } from './window-notices.ts'
import type { Windows } from './windows.ts'

/** Tells of who needs somebody, and of runs that do, while nobody looks at the window. */
export function replyNotices(needs: {
  platform: NodeJS.Platform
  host: Host
  windows: Windows
  words: () => ShellWords
  state: () => DeskState | null
  onChange: (change: Partial<Desktop>) => void
  unexpected: (what: string, error: unknown) => void
}): Pick<Notices, 'hear'> & Pick<RunNotices, 'take'> {
  const { host, windows, words, unexpected } = needs
  const choice = () => host.settings().notifications
  const placeOf = (to: LeadsTo) =>
    to === null ? 'inbox' : 'customer' in to ? (`inbox/${to.customer}` as const) : (`runs/${to.runId}` as Place)

  async function say(notice: Notice): Promise<NoticeWords> {
    const customer = notice.kind === 'one' ? notice.reply.customer : null
    const known = customer === null ? null : await host.calls.getThread({ customer })
    const name = known?.ok === true ? known.value.person.thread?.name : null
    const pretend = needs.state()?.practice?.cast.find(({ msisdn }) => msisdn === customer)?.name
    const who = name ?? pretend ?? (customer === null ? '' : showNumber(customer))
    const isHandedOver = (needs.state()?.handedOver ?? null) !== null
    return noticeWords(notice, { who, mode: host.mode(), isHandedOver, choice: choice(), phrases: words() })
  }
  /** They are nowhere else any more, so they stay on the screen until somebody has read them. */
  function giveBack(text: string) {
    const { notKept, notKeptWhy } = words()
    const told = dialog.showMessageBox({ type: 'warning', message: notKept, detail: notKeptWhy(text) })
    told.catch((error: unknown) => unexpected('notice', error))
  }
  let trouble: Desktop['notifications'] = null
  const acts = noticeActs({
    calls: host.calls,
    lead: (to) => windows.show(placeOf(to)),
    notKept: giveBack,
    unexpected,
  })
  const shown = notifications({
    platform: needs.platform,
    say,
    act: (id, act) => {
      // Seen is all that it is for.
      if (runs.dismissed(id)) shown.withdraw(id)
      return acts.act(id, act)
    },
    onDismissed: (id) => {
      notices.dismissed(id)
      runs.dismissed(id)
    },
    instead: windowNotices({
      window: windows.main,
      now: Date.now,
      onChange: (now) => needs.onChange({ notices: now }),
    }),
    onTrouble: (now) => {
      if (now === trouble) return
      trouble = now
      needs.onChange({ notifications: now })
    },
    unexpected,
  })
  const screen = {
    isLookedAt: () => choice() === 'off' || windows.main()?.isFocused() === true,
    show: (notice: Notice) => {
      acts.shownAnew(notice)
      shown.show(notice)
    },
    withdraw: shown.withdraw,
  }
  const runs = makeRunNotices(screen)
  const notices = makeNotices({
    ...screen,
    texts: needs.state,
    later: (run, ms) => void setTimeout(run, ms).unref(),
    now: Date.now,
  })
  return { hear: notices.hear, take: runs.take }
}
