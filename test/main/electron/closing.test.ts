import { EventEmitter } from 'node:events'
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { type ClosingNeeds, closingBy } from '../../../src/main/electron/closing.ts'

const keep = 0
const quit = 1
const stay = 2

/** A desk whose settings file can be written or not, and a person who presses these buttons one after the other. */
function desk(presses: number[], change: Partial<ClosingNeeds> & { kept?: boolean } = {}) {
  const settings = { closeToTray: null as boolean | null }
  const asked: MessageBoxOptions[] = []
  const closing = closingBy({
    platform: 'linux',
    mode: () => 'live',
    settings: () => settings,
    isQuitting: () => false,
    words: () => ({
      keep: 'Go on',
      quit: 'Quit',
      stay: 'Keep it open',
      closing: 'Go on?',
      closingWhy: 'tray',
      closingWhyDock: 'dock',
    }),
    ask: async (_, question) => {
      asked.push(question)
      return { response: presses.shift() ?? stay }
    },
    choose: async (closeToTray) => {
      if (change.kept !== false) settings.closeToTray = closeToTray
    },
    ...change,
  })
  /** Somebody closes a window. @returns whether it is gone */
  const closeWindow = async (times = 1) => {
    let gone = false
    const window = Object.assign(new EventEmitter(), {
      isDestroyed: () => gone,
      close: () => {
        let prevented = false
        window.emit('close', { preventDefault: () => (prevented = true) })
        if (!prevented) gone = true
      },
    })
    closing.askOnClose(window as unknown as BrowserWindow)
    for (let time = 0; time < times; time += 1) window.close()
    // What was asked is answered, and kept.
    await new Promise(setImmediate)
    return gone
  }
  return { closing, settings, asked, closeWindow }
}

test.each([
  { press: keep, outlives: true },
  { press: quit, outlives: false },
])('asked once, it counts from then on: $outlives', async ({ press, outlives }) => {
  const { closing, settings, asked, closeWindow } = desk([press])
  expect(closing.outlivesWindow()).toBe(false)
  expect(await closeWindow()).toBe(true)
  expect(closing.outlivesWindow()).toBe(outlives)
  expect(settings.closeToTray).toBe(outlives)
  expect(await closeWindow()).toBe(true)
  expect(asked).toHaveLength(1)
})

test('an answer that cannot be kept counts until the program ends', async () => {
  const { closing, settings, asked, closeWindow } = desk([keep], { kept: false })
  expect(await closeWindow()).toBe(true)
  expect(settings.closeToTray).toBeNull()
  expect(closing.outlivesWindow()).toBe(true)
  expect(await closeWindow()).toBe(true)
  expect(asked).toHaveLength(1)
  // What Setup keeps later is what counts.
  settings.closeToTray = false
  expect(closing.outlivesWindow()).toBe(false)
})

test('whoever keeps the window open is asked again the next time, and Escape keeps it open', async () => {
  const { closing, settings, asked, closeWindow } = desk([stay, keep])
  expect(await closeWindow()).toBe(false)
  expect(settings.closeToTray).toBeNull()
  expect(closing.outlivesWindow()).toBe(false)
  expect(asked[0]?.buttons?.[asked[0]?.cancelId ?? -1]).toBe('Keep it open')
  expect(await closeWindow()).toBe(true)
  expect(asked).toHaveLength(2)
})

test('pressed again while it asks, it does not ask twice', async () => {
  const { asked, closeWindow } = desk([keep])
  expect(await closeWindow(3)).toBe(true)
  expect(asked).toHaveLength(1)
})

test('on macOS it goes on whatever is closed, which is told once', async () => {
  const { closing, asked, closeWindow } = desk([1, keep], { platform: 'darwin' })
  expect(closing.outlivesWindow()).toBe(true)
  expect(await closeWindow()).toBe(false)
  expect(await closeWindow()).toBe(true)
  expect(await closeWindow()).toBe(true)
  const told = { buttons: ['Go on', 'Keep it open'], cancelId: 1, detail: 'dock' }
  expect(asked).toMatchObject([told, told])
  expect(closing.outlivesWindow()).toBe(true)
})

describe('nobody is asked', () => {
  test.each([
    { where: 'in practice', change: { mode: () => 'practice' as const }, outlives: false },
    { where: 'who quits', change: { isQuitting: () => true }, outlives: false },
  ])('$where', async ({ change, outlives }) => {
    const ask = vi.fn(async () => ({ response: keep }))
    const { closing, closeWindow } = desk([], { ...change, ask })
    expect(await closeWindow()).toBe(true)
    expect(ask).not.toHaveBeenCalled()
    expect(closing.outlivesWindow()).toBe(outlives)
  })
})
