import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, test } from 'vitest'
import { windowNotices } from '../../../src/main/electron/window-notices.ts'
import type { Notice } from '../../../src/main/notices.ts'
import type { DesktopNotice } from '../../../src/shared/desktop.ts'

const run = { id: 'run7', name: 'Wed 12, North' }
const reply: Notice = {
  id: 'reply-m1',
  kind: 'one',
  reply: {
    messageId: 'm1',
    customer: '447700900101',
    text: 'after 3?',
    options: [
      { digit: '4', label: 'Tomorrow', date: null },
      { digit: '5', label: 'Thursday', date: null },
    ],
    questions: [],
    run,
    why: null,
  },
}
const words = { title: 'Anna Novak', body: 'after 3?', options: ['4 Tomorrow', '5 Thursday'], writeBack: null }

function desktop(hasWindow = true) {
  const flashes: boolean[] = []
  let isFocused = false
  const window = Object.assign(new EventEmitter(), {
    isFocused: () => isFocused,
    flashFrame: (on: boolean) => flashes.push(on),
  })
  let now = 0
  let shown: DesktopNotice[] = []
  const notices = windowNotices({
    window: () => (hasWindow ? (window as unknown as BrowserWindow) : null),
    now: () => now++,
    onChange: (now) => {
      shown = now
    },
  })
  return {
    notices,
    flashes,
    shown: () => shown,
    focus: () => {
      isFocused = true
      window.emit('focus')
    },
  }
}

test('what the system did not show stands in the window with what can be done, until it is taken back', () => {
  const desk = desktop()
  desk.notices.show(reply, words)
  desk.notices.show({ id: 'several-run7', kind: 'several', customers: 5, run }, { ...words, options: [] })
  expect(desk.shown()).toMatchObject([
    {
      title: 'Anna Novak',
      customer: '447700900101',
      messageId: 'm1',
      runId: null,
      options: [
        { digit: '4', label: '4 Tomorrow' },
        { digit: '5', label: '5 Thursday' },
      ],
    },
    { customer: null, messageId: null, runId: 'run7', options: [] },
  ])
  desk.notices.withdraw('reply-m1')
  desk.notices.withdraw('reply-m9')
  expect(desk.shown().map(({ id }) => id)).toEqual(['several-run7'])
})

test('on a desk where nothing can be filed it offers nothing, and shown anew it is another one', () => {
  const desk = desktop()
  desk.notices.show(reply, { ...words, options: [] })
  const [first] = desk.shown()
  expect(first?.options).toEqual([])
  desk.notices.show(reply, words)
  expect(desk.shown()).toHaveLength(1)
  expect(desk.shown()[0]?.at).not.toBe(first?.at)
})

test('the taskbar flashes until somebody looks, and not while they do', () => {
  const desk = desktop()
  desk.notices.show(reply, words)
  expect(desk.flashes).toEqual([true])
  desk.focus()
  expect(desk.flashes).toEqual([true, false])
  desk.notices.show(reply, words)
  expect(desk.flashes).toHaveLength(2)
  // Without a window it waits for one.
  const tray = desktop(false)
  tray.notices.show(reply, words)
  expect(tray.shown()).toHaveLength(1)
})

test('of two questions each button files for its own, though their digits may be the same', () => {
  const desk = desktop()
  const question = (notice: string, name: string) => ({
    notice,
    name,
    run: null,
    askedAt: '2026-11-30T08:00:00Z',
    options: [{ digit: '1', label: 'yes', date: null }],
  })
  const questions = [question('n2', 'South'), question('n1', 'North')]
  const options = questions[0]?.options ?? []
  if (reply.kind !== 'one') throw new Error('It is of one reply')
  const either: Notice = { ...reply, reply: { ...reply.reply, options, questions } }
  desk.notices.show(either, { ...words, options: ['1 yes · South', '1 yes · North'] })
  expect(desk.shown()[0]?.options).toEqual([
    { digit: '1', label: '1 yes · South', notice: 'n2' },
    { digit: '1', label: '1 yes · North', notice: 'n1' },
  ])
})
