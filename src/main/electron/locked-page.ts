import type { Session, WebContents } from 'electron'

/** All a page may ever be granted. Copying is what a button does; reading the clipboard is not. */
const granted: readonly string[] = ['clipboard-sanitized-write']

/** Whether a page may have a permission: hardly anything, and only our own page. */
export function mayHave(permission: string, origin: string, home: string): boolean {
  return granted.includes(permission) && origin.replace(/\/$/, '') === home
}

/** Answers both of Electron's questions: it asks when a page requests something, and checks where it only looks. */
export function denyPermissions(session: Session, home: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayHave(permission, originOf(details.requestingUrl), home))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin, home))
}

// Not `URL.origin`: that is "null" for a scheme that Node does not know.
function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed === null ? '' : `${parsed.protocol}//${parsed.host}`
}

/**
 * Keeps a window at the page it was opened with: no other address, no second window, no web view.
 *
 * @param onOther told of each address that a second window was asked for
 */
export function holdInPlace(contents: WebContents, onOther: (url: string) => void = () => {}): void {
  // Links leave through the call `openLink`, which asks a person first.
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    onOther(url)
    return { action: 'deny' }
  })
}
