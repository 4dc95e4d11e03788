type Press = Pick<
  KeyboardEvent,
  'key' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'
>

/** An input method has the key: what it confirms with Enter is a word, not a text. Old ones say so by the code only. */
export const isComposed = ({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>) =>
  isComposing || keyCode === 229

/**
 * What a key means in the box: "send"; "nothing" when it must do nothing at all; null when it is the box's own.
 *
 * @param enterSends else Shift Enter does, and Enter breaks the line
 */
export function readComposerKey(event: Press, enterSends: boolean): 'send' | 'nothing' | null {
  if (event.key !== 'Enter' || event.altKey || isComposed(event)) return null
  const command = event.ctrlKey || event.metaKey
  if (!command && event.shiftKey === enterSends) return null
  // A key that is held down has sent already.
  return event.repeat ? 'nothing' : 'send'
}
