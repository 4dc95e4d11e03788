/** Of the buttons in there with this digit the first, or the one after that which has the focus. */
export function focusNext(inside: ParentNode | null, digit: string): void {
  const all = [...(inside?.querySelectorAll<HTMLElement>(`[data-digit="${CSS.escape(digit)}"]`) ?? [])]
  all[(all.indexOf(document.activeElement as HTMLElement) + 1) % all.length]?.focus()
}
