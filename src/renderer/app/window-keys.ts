/** Whether what has focus takes letters itself. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

export type WindowKey =
  | 'runs'
  | 'inbox'
  | 'send'
  | 'setup'
  | 'new'
  | 'find'
  | 'find-all'
  | 'jump'
  | 'keys'
  | 'fresh'
  | 'stop'
  | 'region'
  | 'region-back'

/** What the key is called on this computer. */
export const command = () => (navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl')

/** With Ctrl or ⌘, in the order of the rail. */
const areaKeys: Readonly<Record<string, WindowKey>> = { 1: 'runs', 2: 'inbox', 3: 'send', 4: 'find-all', 5: 'setup' }

/** What a key means to the window as a whole; null when nothing, or when it belongs to a text box. */
export function readWindowKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'>,
  inText: boolean,
  letterKeys: boolean,
): WindowKey | null {
  if (event.repeat || event.isComposing) return null
  if (event.key === 'F6') return event.shiftKey ? 'region-back' : 'region'
  const command = event.ctrlKey || event.metaKey
  if (command && !event.altKey) {
    if (event.shiftKey && isFullStop(event)) return 'stop'
    if (event.key.toLowerCase() === 'f') return event.shiftKey ? 'find-all' : 'find'
    if (event.key.toLowerCase() === 'k' && !event.shiftKey) return 'jump'
    if (event.key === '/') return 'keys'
    return event.shiftKey ? null : (areaKeys[event.key] ?? null)
  }
  if (command || event.altKey || inText || !letterKeys) return null
  switch (event.key) {
    case 'n':
    case 'N':
      return 'new'
    case '/':
      return 'find'
    case '?':
      return 'keys'
    case '.':
      return 'fresh'
    default:
      return null
  }
}

/**
 * Whether a key acts now. What is open over the window has the keys, and may hold what is shown only once; but who reads
 * there that everything should stop must not have to close it first.
 */
export const actsNow = (meant: WindowKey, underDialog: boolean): boolean => meant === 'stop' || !underDialog

export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null

/** With Shift it is another character on most keyboards; on some it needs Shift, and its usual place is another key's. */
const isFullStop = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>) =>
  key === '.' || key === '>' || (code === 'Period' && !/^[a-z/]$/i.test(key))

/** What Tab leads to. */
export const focusable = [
  'a[href]',
  'button:not([disabled])',
  'input:not([disabled])',
  'select',
  'textarea',
  '[tabindex]',
]
  .map((each) => `${each}:not([tabindex="-1"])`)
  .join()

/** Moves focus to the next region of the window, round and round. */
export function walkRegions(page: Document, step: 1 | -1): void {
  const regions = [...page.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.checkVisibility())
  const at = regions.findIndex((region) => region.contains(page.activeElement))
  for (let tried = 1; tried <= regions.length; tried += 1) {
    const region = regions[(at + step * tried + regions.length * 2) % regions.length]
    // In the log the row with focus is what is looked for, not the first button of the header.
    const target =
      region?.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? region?.querySelector<HTMLElement>(focusable)
    if (target !== null && target !== undefined) {
      target.focus()
      return
    }
  }
}
