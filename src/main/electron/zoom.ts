import type Conf from 'conf'
import type { BrowserWindow } from 'electron'
import type { WindowFile } from './window-place.ts'

/** In percent. */
export const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const
const usual = 100

/** @returns the next step larger or smaller, or the usual size for 0; the same at either end */
export function nextZoom(percent: number, direction: 1 | -1 | 0): number {
  if (direction === 0) return usual
  const next = direction === 1 ? zoomSteps.find((step) => step > percent) : zoomSteps.findLast((step) => step < percent)
  return next ?? percent
}

/** @param kept what the settings file holds, which people edit */
export const readZoom = (kept: unknown): number =>
  typeof kept === 'number' && zoomSteps.some((step) => step === kept) ? kept : usual

export interface Zoom {
  /** In percent. */
  now(): number
  change(direction: 1 | -1 | 0): void
  /** Draws a new window as large as the last one was. */
  holdOn(window: BrowserWindow): void
}

/** How large the window is drawn, over restarts. */
export function keepZoom(needs: {
  file: Conf<WindowFile>
  window: () => BrowserWindow | null
  onChange: (percent: number) => void
}): Zoom {
  let percent = readZoom(needs.file.get('zoom'))
  const draw = (window: BrowserWindow | null) => window?.webContents.setZoomFactor(percent / 100)
  const change = (direction: 1 | -1 | 0) => {
    const next = nextZoom(percent, direction)
    if (next === percent) return
    percent = next
    needs.file.set('zoom', percent)
    draw(needs.window())
    needs.onChange(percent)
  }
  return {
    now: () => percent,
    change,
    holdOn: (window) => {
      // Chromium keeps a size for each address and forgets it with the page.
      window.webContents.on('dom-ready', () => draw(window))
      window.webContents.on('zoom-changed', (_event, direction) => change(direction === 'in' ? 1 : -1))
    },
  }
}
