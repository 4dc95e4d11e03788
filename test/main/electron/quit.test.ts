import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { quitInOrder } from '../../../src/main/electron/quit.ts'

function program() {
  const exits: number[] = []
  const app = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) })
  const askToQuit = (refused = () => false) => {
    app.emit('before-quit', { preventDefault: () => {} })
    if (!refused()) app.emit('will-quit', { preventDefault: () => {} })
  }
  return { app: app as unknown as App, exits, askToQuit }
}

test('the program ends once its parts are closed, and closes them once', async () => {
  const { app, exits, askToQuit } = program()
  const closing = Promise.withResolvers<void>()
  const close = vi.fn(() => closing.promise)
  quitInOrder(app, close, () => {})
  askToQuit()
  askToQuit()
  expect(exits).toEqual([])
  closing.resolve()
  await vi.waitFor(() => expect(exits).toEqual([0]))
  expect(close).toHaveBeenCalledTimes(1)
})

test('nothing is closed while a window stays', async () => {
  const { app, exits, askToQuit } = program()
  const close = vi.fn(async () => {})
  const quitting = quitInOrder(app, close, () => {})
  expect(quitting.isAsked()).toBe(false)
  askToQuit(() => {
    expect(quitting.isAsked()).toBe(true)
    quitting.refused()
    return true
  })
  expect([quitting.isAsked(), close.mock.calls]).toEqual([false, []])
  // The control: the next time none stays.
  askToQuit()
  await vi.waitFor(() => expect(exits).toEqual([0]))
})

test('a part that fails to close is told, and keeps nobody from leaving', async () => {
  const { app, exits } = program()
  const told: string[] = []
  quitInOrder(
    app,
    () => Promise.reject(new Error('stuck')),
    (what) => told.push(what),
  ).leave(1)
  await vi.waitFor(() => expect(exits).toEqual([1]))
  expect(told).toEqual(['close'])
})

test('a part that never closes is not waited for longer than five seconds', async () => {
  vi.useFakeTimers()
  try {
    const { app, exits, askToQuit } = program()
    quitInOrder(
      app,
      () => new Promise(() => {}),
      () => {},
    )
    askToQuit()
    await vi.advanceTimersByTimeAsync(4_900)
    expect(exits).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(exits).toEqual([0])
  } finally {
    vi.useRealTimers()
  }
})
