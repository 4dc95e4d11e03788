/** Once what the address names is drawn. */
export const afterDrawn = (run: () => void) => requestAnimationFrame(() => requestAnimationFrame(run))

/**
 * Shows another place of the window, and gives the focus to what is found there once that is drawn; unless somebody has
 * pressed something by then that led elsewhere.
 */
export function goAndFocus(hash: string, find: () => HTMLElement | null): void {
  const before = document.activeElement
  let pressed = false
  const note = () => {
    pressed = true
  }
  const presses = ['keydown', 'pointerdown'] as const
  const focus = () =>
    afterDrawn(() => {
      for (const press of presses) window.removeEventListener(press, note, { capture: true })
      const now = document.activeElement
      if (pressed && now !== before && now !== document.body) return
      find()?.focus()
    })
  for (const press of presses) window.addEventListener(press, note, { capture: true })
  // The address changes at once, and the window hears of it later.
  if (window.location.hash === hash) focus()
  else window.addEventListener('hashchange', focus, { once: true })
  window.location.hash = hash
}
