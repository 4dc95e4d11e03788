import { EventEmitter } from 'node:events'
import type { App, PowerMonitor } from 'electron'
import { expect, test, vi } from 'vitest'
import { followPower } from '../../../src/main/electron/power.ts'

function system() {
  const told: string[] = []
  const powerMonitor = new EventEmitter()
  const app = new EventEmitter()
  followPower({
    powerMonitor: powerMonitor as unknown as PowerMonitor,
    app: app as unknown as App,
    sleeps: () => told.push('sleeps'),
    wakes: () => told.push('wakes'),
    leave: () => told.push('leaves'),
  })
  return { told, powerMonitor, app }
}

test('what the system says of its sleep is passed on', () => {
  const { told, powerMonitor } = system()
  for (const event of ['suspend', 'resume', 'lock-screen', 'on-battery']) powerMonitor.emit(event)
  expect(told).toEqual(['sleeps', 'wakes'])
})

test('switched off, it is held up until the program has left', () => {
  const { told, powerMonitor } = system()
  const preventDefault = vi.fn()
  powerMonitor.emit('shutdown', { preventDefault })
  expect([told, preventDefault.mock.calls]).toEqual([['leaves'], [[]]])
  powerMonitor.emit('shutdown')
  expect(told).toHaveLength(2)
})

test('Windows tells each window that the session ends', () => {
  const { told, app } = system()
  const window = new EventEmitter()
  app.emit('browser-window-created', {}, window)
  expect(told).toEqual([])
  window.emit('session-end', {})
  expect(told).toEqual(['leaves'])
})
