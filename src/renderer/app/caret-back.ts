import { isDialogOpen, takesText } from './window-keys.ts'

/**
 * A dialog that closes gives the focus back to the box that somebody was writing in; but where something was typed in the
 * dialog, Chromium gives that box no caret, and what is typed there next goes nowhere. The focus taken away and given once
 * more brings the caret back to its place.
 *
 * @returns undo
 */
export function heedCarets(page: Document): () => void {
  const closed = () => {
    const box = page.activeElement
    if (!(box instanceof HTMLElement) || !takesText(box) || isDialogOpen()) return
    // Of a caret in a box the page is told what the box stands in.
    if (page.getSelection()?.anchorNode === box.parentElement) return
    box.blur()
    box.focus({ preventScroll: true })
  }
  // It does not bubble.
  page.addEventListener('close', closed, true)
  return () => page.removeEventListener('close', closed, true)
}
