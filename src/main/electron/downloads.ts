import type { Session } from 'electron'

/** Whether an address names something that our own page has made, as the table of a run. */
export const isOwnFile = (url: string, home: string): boolean => url.startsWith(`blob:${home}/`)

/**
 * Our page may hand over a file it has made, to a place that somebody chooses; nothing else is downloaded: a page held in
 * place could still be made to fetch a program and leave it among the downloads.
 *
 * @param home where our page lives, for example `desk://app`
 */
export function holdDownloads(session: Session, home: string): void {
  session.on('will-download', (event, item) => {
    // The dialog's title is the blob's address where none is set.
    if (isOwnFile(item.getURL(), home)) item.setSaveDialogOptions({ title: item.getFilename() })
    else event.preventDefault()
  })
}
