import type Conf from 'conf'

/** In device-independent pixels of the whole desktop; a second screen may lie at negative coordinates. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** What the settings file holds of the window: its size when it is not maximised, whether it is, and how large it is drawn. */
export interface WindowFile {
  place?: Rectangle
  maximised?: boolean
  /** In percent. */
  zoom?: number
}

export const smallest = { width: 760, height: 560 }
const usual = { width: 1280, height: 800 }
/** So much of the title must be on a screen that a hand can take hold of it. */
const gripPx = { width: 120, height: 40 }

/**
 * Where the window opens.
 *
 * @param file the settings file; what it holds is checked, since people edit it
 * @param screens the usable areas of all screens, the main one first
 * @returns without x and y the system chooses the place
 */
export function placeOfWindow(
  file: Conf<WindowFile>,
  screens: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number; maximised: boolean } {
  const maximised = file.get('maximised') === true
  const kept = file.get('place')
  const place = isRectangle(kept) ? kept : null
  const screen = (place === null ? undefined : screens.find((each) => showsTitle(place, each))) ?? null
  const room = screen ?? screens[0] ?? { x: 0, y: 0, ...usual }
  const width = clamp(place?.width ?? usual.width, smallest.width, room.width)
  const height = clamp(place?.height ?? usual.height, smallest.height, room.height)
  // A screen that was unplugged: the size is kept, the place is not.
  return place === null || screen === null
    ? { width, height, maximised }
    : { width, height, x: place.x, y: Math.max(place.y, screen.y), maximised }
}

/** @param place the bounds of the window when it is not maximised */
export function keepPlace(file: Conf<WindowFile>, place: Rectangle, maximised: boolean): void {
  file.set({ place, maximised })
}

function showsTitle(place: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  return (
    across >= gripPx.width && place.y >= screen.y - gripPx.height && place.y <= screen.y + screen.height - gripPx.height
  )
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height } = value as Record<string, unknown>
  return [x, y, width, height].every((each) => Number.isSafeInteger(each))
}

/** A screen smaller than our smallest size still gets the smallest: the system shrinks it as it can. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
