import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepPlace, placeOfWindow, type WindowFile } from '../../../src/main/electron/window-place.ts'

const main = { x: 0, y: 0, width: 1920, height: 1040 }
const left = { x: -1600, y: 0, width: 1600, height: 900 }
const place = { x: 100, y: 80, width: 1000, height: 700 }

let folder: string
const open = () => new Conf<WindowFile>({ cwd: folder, configName: 'window', clearInvalidConfig: true })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dispatch-desk-window-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the first window has the usual size, where the system puts it', () => {
  expect(placeOfWindow(open(), [main])).toEqual({ width: 1280, height: 800, maximised: false })
})

test('a place is kept in the file and found again', () => {
  keepPlace(open(), place, true)
  expect(placeOfWindow(open(), [main])).toEqual({ ...place, maximised: true })
})

test('a place on a second screen is kept, while that screen is there', () => {
  keepPlace(open(), { ...place, x: -1500 }, false)
  expect(placeOfWindow(open(), [main, left])).toMatchObject({ x: -1500, y: 80 })
  expect(placeOfWindow(open(), [main])).toEqual({ width: 1000, height: 700, maximised: false })
})

test.each([
  { where: 'left of everything', at: { x: -950, y: 80 } },
  { where: 'right of everything', at: { x: 1900, y: 80 } },
  { where: 'below everything', at: { x: 100, y: 1030 } },
  { where: 'above everything', at: { x: 100, y: -300 } },
])('a window whose title is $where comes back where it can be reached', ({ at }) => {
  keepPlace(open(), { ...place, ...at }, false)
  expect(placeOfWindow(open(), [main])).toEqual({ width: 1000, height: 700, maximised: false })
})

test.each([
  { label: 'larger than the screen', size: { width: 5000, height: 4000 }, expected: { width: 1920, height: 1040 } },
  { label: 'smaller than allowed', size: { width: 10, height: 10 }, expected: { width: 760, height: 560 } },
])('a size $label is put right', ({ size, expected }) => {
  keepPlace(open(), { x: 0, y: 0, ...size }, false)
  // The small one still shows its title.
  const { width, height } = placeOfWindow(open(), [main])
  expect({ width, height }).toEqual(expected)
})

test.each([
  { label: 'text', value: 'wide' },
  { label: 'half a place', value: { x: 1, y: 2 } },
  { label: 'no numbers', value: { x: null, y: 0, width: 1e300, height: '7' } },
])('a file edited to hold $label opens the usual window', ({ value }) => {
  writeFileSync(join(folder, 'window.json'), JSON.stringify({ place: value, maximised: 'yes' }))
  expect(placeOfWindow(open(), [main])).toEqual({ width: 1280, height: 800, maximised: false })
})

test('without any screen there is still a window', () => {
  expect(placeOfWindow(open(), [])).toEqual({ width: 1280, height: 800, maximised: false })
})
