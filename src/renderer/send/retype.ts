/**
 * Replaces all that stands in a field as if it had been typed: React hears of it, and the usual key undoes it.
 *
 * @returns false where the browser cannot do so, and nothing was changed
 */
export function retype(field: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  field.focus()
  field.select()
  // Old, and without a successor: setting the value would empty the field's list of undos.
  return document.execCommand('insertText', false, text)
}
