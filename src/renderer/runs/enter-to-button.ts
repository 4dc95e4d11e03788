import type { KeyboardEvent } from 'react'

/**
 * Enter in a field leads to the button instead of pressing it, and held down presses nothing: hundreds of texts hang on
 * it.
 */
export function enterToButton(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return
  const isInField = event.target.matches('input:not([type=checkbox], [type=radio])')
  if (!isInField && !event.repeat) return
  // Between lines of a text it stays what it is.
  if (event.target.matches('textarea')) return
  event.preventDefault()
  // An input method's Enter ends a word.
  if (event.repeat || event.nativeEvent.isComposing) return
  event.currentTarget.querySelector<HTMLButtonElement>('[type=submit]')?.focus()
}
