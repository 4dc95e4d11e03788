import { type RefObject, useEffect, useRef } from 'react'

/**
 * A form that opens in place of the button that asks for it: its field has the focus once it is there, or what is typed
 * would be taken for keys of the area; the button has it again after it.
 */
export function useFormFocus(isOpen: boolean): {
  form: RefObject<HTMLFormElement | null>
  opener: RefObject<HTMLButtonElement | null>
} {
  const form = useRef<HTMLFormElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    // Who came to another part of it by themselves stays there.
    const isInside = form.current?.contains(document.activeElement) === true
    if (isOpen && !isInside) form.current?.querySelector<HTMLElement>('input, textarea')?.focus()
    // Who went elsewhere while it was being kept stays there.
    else if (!isOpen && wasOpen.current && document.activeElement === document.body) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return { form, opener }
}
