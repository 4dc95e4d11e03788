import { app } from 'electron'
import { linkAmong, linkScheme, type Place, readDeepLink } from './deep-link.ts'

/**
 * Follows links that begin with `dispatch-desk:`. Call before the app is ready: macOS hands over the one that it was
 * started with no later.
 *
 * @param args what the program was started with
 * @returns `first` takes the place that the start itself named; `onPlace` hears of each later one, null for a second
 *   start that names none
 */
export function followDeepLinks(args: readonly string[]): {
  first(): Place | null
  onPlace(show: (place: Place | null) => void): void
} {
  let waiting = linkAmong(args)
  let show: ((place: Place | null) => void) | null = null
  // The system would start Electron itself in the place of an app that is not packaged.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const place = readDeepLink(url)
    if (show !== null) show(place)
    else waiting = place ?? waiting
  })
  return {
    first: () => waiting,
    onPlace: (listener) => {
      show = listener
      app.on('second-instance', (_event, argv) => listener(linkAmong(argv)))
    },
  }
}
