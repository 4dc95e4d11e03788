import type { KeyboardEvent, SyntheticEvent } from 'react'

/**
 * Props of a dialog that Escape does not close while its call runs: how that ended is to be read in it. By the key as
 * well, since a browser asks only once whether it may close.
 */
export const stayWhile = (busy: boolean) => ({
  onCancel: (event: SyntheticEvent) => {
    if (busy) event.preventDefault()
  },
  onKeyDown: (event: KeyboardEvent) => {
    if (busy && event.key === 'Escape') event.preventDefault()
  },
})
