export type InboxKey =
  | { do: 'done' | 'done-next' | 'raise' | 'snooze' | 'reply' | 'take-back' | 'find' }
  | { do: 'walk'; step: 1 | -1; needing: boolean }
  | { do: 'file'; digit: string }

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'>

const letters: Record<string, 'done' | 'raise' | 'snooze' | 'reply'> = {
  e: 'done',
  u: 'raise',
  s: 'snooze',
  r: 'reply',
}

/**
 * What a key means in the inbox; null when nothing.
 *
 * @param inText the key was pressed in a text box, to which letters and digits belong
 * @param letterKeys a preference (WCAG 2.1.4)
 */
export function readInboxKey(event: Press, inText: boolean, letterKeys: boolean): InboxKey | null {
  if (event.isComposing) return null
  const command = event.ctrlKey || event.metaKey
  if (event.altKey && !command && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
    return { do: 'walk', step: event.key === 'ArrowDown' ? 1 : -1, needing: event.shiftKey }
  if (event.repeat || event.altKey) return null
  if (command) {
    if (event.shiftKey) return null
    const key = event.key.toLowerCase()
    if (key === 'f') return { do: 'find' }
    return key === 'z' && !inText ? { do: 'take-back' } : null
  }
  if (inText || !letterKeys) return null
  if (/^[1-9]$/.test(event.key)) return { do: 'file', digit: event.key }
  const means = letters[event.key.toLowerCase()]
  if (means === undefined) return null
  if (!event.shiftKey) return { do: means }
  return means === 'done' ? { do: 'done-next' } : null
}
