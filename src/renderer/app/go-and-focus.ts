/** Once what the address names is drawn. */
export const afterDrawn = (run: () => void) => requestAnimationFrame(() => requestAnimationFrame(run))

/** Shows another place of the window, and gives the focus to what is found there once that is drawn. */
export function goAndFocus(hash: string, find: () => HTMLElement | null): void {
  const focus = () => afterDrawn(() => find()?.focus())
  // The address changes at once, and the window hears of it later.
  if (window.location.hash === hash) focus()
  else window.addEventListener('hashchange', focus, { once: true })
  window.location.hash = hash
}
