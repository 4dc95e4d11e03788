import type Conf from 'conf'
import type { BrowserWindow } from 'electron'
import { expect, test } from 'vitest'
import type { WindowFile } from '../../../src/main/electron/window-place.ts'
import { keepZoom, nextZoom, readZoom, zoomSteps } from '../../../src/main/electron/zoom.ts'

test('step by step from the smallest to the largest and back, and no further', () => {
  const walk = (from: number, direction: 1 | -1) => {
    const seen = [from]
    for (let at = nextZoom(from, direction); at !== seen.at(-1); at = nextZoom(at, direction)) seen.push(at)
    return seen
  }
  expect(walk(50, 1)).toEqual([...zoomSteps])
  expect(walk(300, -1)).toEqual([...zoomSteps].toReversed())
  expect([nextZoom(300, 1), nextZoom(50, -1)]).toEqual([300, 50])
  expect(nextZoom(250, 0)).toBe(100)
  expect(zoomSteps).toContain(200)
})

test.each([undefined, null, '200', 0, -100, 199, 1e9, Number.NaN, [100], {}])(
  'a file that says %j means the usual size',
  (kept) => {
    expect(readZoom(kept)).toBe(100)
  },
)

test('what was chosen is drawn, told and kept for the next start', () => {
  const kept: WindowFile = {}
  const file = {
    get: (key: keyof WindowFile) => kept[key],
    set: (key: 'zoom', value: number) => Object.assign(kept, { [key]: value }),
  } as unknown as Conf<WindowFile>
  const drawn: number[] = []
  const told: number[] = []
  const window = { webContents: { setZoomFactor: (factor: number) => drawn.push(factor) } } as unknown as BrowserWindow
  const start = () => keepZoom({ file, window: () => window, onChange: (percent) => told.push(percent) })
  const first = start()
  first.change(1)
  first.change(1)
  expect([drawn, told, kept.zoom]).toEqual([[1.1, 1.25], [110, 125], 125])
  const second = start()
  expect(second.now()).toBe(125)
  second.change(0)
  // What changes nothing is not said.
  second.change(0)
  expect([told, kept.zoom]).toEqual([[110, 125, 100], 100])
})
