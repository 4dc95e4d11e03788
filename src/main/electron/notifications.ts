import { Notification, type NotificationConstructorOptions } from 'electron'
import type { NoticeAct } from '../notice-acts.ts'
import type { NoticeWords } from '../notice-words.ts'
import type { Notice } from '../notices.ts'

/**
 * The system's own notifications: shown, taken back, and told of what somebody does with them.
 *
 * @param needs.say what stands in one; asked as it is shown. It may take a moment
 * @param needs.instead is shown what the system did not show, and `withdraw` takes that back
 * @param needs.onTrouble `none` where the system has no notifications, `refused` where it did not take one: on macOS none
 *   of an app that is not signed; null once one was shown
 */
export function notifications(needs: {
  platform: NodeJS.Platform
  say: (notice: Notice) => Promise<NoticeWords>
  act: (noticeId: string, act: NoticeAct) => Promise<void>
  onDismissed: (noticeId: string) => void
  instead: { show(notice: Notice, words: NoticeWords): void; withdraw(noticeId: string): void }
  onTrouble: (trouble: 'none' | 'refused' | null) => void
  unexpected: (what: string, error: unknown) => void
}): { show(notice: Notice): void; withdraw(noticeId: string): void } {
  const { platform } = needs
  // What an earlier start has left there may have been dealt with since, or be of somebody who was erased.
  if (platform === 'darwin') Notification.removeAll()
  const isSupported = Notification.isSupported()
  if (!isSupported) needs.onTrouble('none')
  // Held here, or a notification nobody holds is gone before anybody presses it. Null while its words are looked up.
  const shown = new Map<string, Notification | null>()
  const act = (id: string, act: NoticeAct) => void needs.act(id, act)

  if (platform === 'win32')
    // Also what was pressed after a restart, or long after it slid out of sight: none of ours is left in memory then.
    Notification.handleActivation(({ type, arguments: passed, reply, actionIndex }) => {
      const id = new URLSearchParams(passed).get('tag')
      // Which one it was is not said: what is held here hears of it by itself, and of what is not only a start remains.
      if (id === null) return shown.size === 0 ? act('', { kind: 'open' }) : undefined
      if (type === 'reply' && reply !== undefined) act(id, { kind: 'reply', text: reply })
      else if (type === 'action' && actionIndex !== undefined) act(id, { kind: 'file', place: actionIndex })
      else act(id, { kind: 'open' })
    })

  async function open(notice: Notice) {
    const { id } = notice
    const words = await needs.say(notice)
    // Taken back meanwhile.
    if (shown.get(id) !== null) return
    if (!isSupported) return needs.instead.show(notice, words)
    const notification = new Notification(optionsOf(notice, words, platform))
    shown.set(id, notification)
    notification.on('click', () => act(id, { kind: 'open' }))
    notification.on('reply', ({ reply }) => act(id, { kind: 'reply', text: reply }))
    notification.on('action', ({ actionIndex }) => act(id, { kind: 'file', place: actionIndex }))
    notification.on('close', ({ reason }) => {
      // What has only slid out of sight still lies in the system's list, and is taken back from there.
      if (reason === 'timedOut' || shown.get(id) !== notification) return
      shown.delete(id)
      needs.onDismissed(id)
    })
    notification.on('show', () => needs.onTrouble(null))
    notification.on('failed', () => {
      needs.onTrouble('refused')
      if (shown.get(id) === notification) needs.instead.show(notice, words)
    })
    notification.show()
  }
  return {
    show: (notice) => {
      shown.set(notice.id, null)
      open(notice).catch((error: unknown) => needs.unexpected('notification', error))
    },
    withdraw: (noticeId) => {
      const notification = shown.get(noticeId)
      shown.delete(noticeId)
      notification?.close()
      needs.instead.withdraw(noticeId)
    },
  }
}

/** Windows shows five buttons, of which one sends what was written back, and nothing at all where there are more. */
const windowsMost = 4

function optionsOf(notice: Notice, words: NoticeWords, platform: NodeJS.Platform): NotificationConstructorOptions {
  const { title, body, options, writeBack } = words
  return {
    id: notice.id,
    title,
    // Some of Linux' desktops read markup here, and the words may be a customer's.
    body: platform === 'linux' ? body.replaceAll('<', '‹').replaceAll('&', '＆') : body,
    ...(notice.kind !== 'one' && notice.run !== null ? { groupId: notice.run.id } : {}),
    ...(writeBack === null ? {} : { hasReply: true, replyPlaceholder: writeBack }),
    actions:
      platform === 'win32' && options.length > windowsMost ? [] : options.map((text) => ({ type: 'button', text })),
  }
}
