import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { SavedReply } from '../../shared/thread.ts'
import { findReplies, type Slash, slashAt } from './saved-fields.ts'

interface Needs {
  text: string
  replies: readonly SavedReply[]
  box: RefObject<HTMLTextAreaElement | null>
  /** Puts a reply where "/" and what follows it stand. */
  onPick: (reply: SavedReply, slash: Slash) => void
  /** Changes them; "/" and what follows it have served. */
  onEdit: (slash: Slash) => void
}

/** The list of saved replies that "/" opens in the box: moved through by keys while the caret stays where it is. */
export function useSavedList({ text, replies, box, onPick, onEdit }: Needs) {
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  /** Closed by hand, as long as this "/" stands there. */
  const [closed, setClosed] = useState<number | null>(null)
  const slash = caret === null ? null : slashAt(text, caret)
  const found = slash === null || closed === slash.at ? [] : findReplies(replies, slash.query)
  // Words after a slash that no reply has are words: Enter sends them.
  const open = found.length > 0 || (slash !== null && closed !== slash.at && slash.query === '')
  /** The last place of the list is the way to change it. */
  const places = found.length + 1
  const current = Math.min(at, places - 1)
  const take = (place: number) => {
    const reply = found[place]
    if (slash === null) return
    if (reply === undefined) onEdit(slash)
    else onPick(reply, slash)
    setAt(0)
  }
  return {
    open,
    found,
    current,
    take,
    /** Where the caret is now. */
    look: () => {
      const field = box.current
      if (field === null) return
      const here = field.selectionStart === field.selectionEnd ? field.selectionStart : null
      setCaret(here)
      if (here === null || slashAt(field.value, here) === null) setClosed(null)
    },
    leave: () => setCaret(null),
    /** @returns whether the key was the list's */
    onKeyDown: (event: KeyboardEvent): boolean => {
      if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step !== 0) setAt((current + step + places) % places)
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && !event.repeat) take(current)
      else if (event.key === 'Escape') setClosed(slash?.at ?? null)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    /** Typed anew: the first one is meant. */
    reset: () => setAt(0),
  }
}
