import { expect, test } from 'vitest'
import { readComposerKey } from '../../../src/renderer/inbox/composer-keys.ts'
import { readInboxKey } from '../../../src/renderer/inbox/inbox-keys.ts'

const press = (key: string, change: Partial<KeyboardEvent> = {}) => ({
  key,
  keyCode: 0,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...change,
})

test.each([
  { label: 'Enter', event: press('Enter'), enterSends: true, meant: 'send' },
  { label: 'Shift Enter', event: press('Enter', { shiftKey: true }), enterSends: true, meant: null },
  { label: 'Enter, the other way round', event: press('Enter'), enterSends: false, meant: null },
  {
    label: 'Shift Enter, the other way round',
    event: press('Enter', { shiftKey: true }),
    enterSends: false,
    meant: 'send',
  },
  { label: 'Ctrl Enter', event: press('Enter', { ctrlKey: true }), enterSends: false, meant: 'send' },
  { label: 'Enter held down', event: press('Enter', { repeat: true }), enterSends: true, meant: 'nothing' },
  { label: 'an input method’s Enter', event: press('Enter', { isComposing: true }), enterSends: true, meant: null },
  { label: 'an old input method’s Enter', event: press('Enter', { keyCode: 229 }), enterSends: true, meant: null },
  { label: 'a letter', event: press('e'), enterSends: true, meant: null },
])('in the box: $label', ({ event, enterSends, meant }) => expect(readComposerKey(event, enterSends)).toBe(meant))

test.each([
  { label: 'E', event: press('e'), inText: false, letters: true, meant: { do: 'done' } },
  { label: 'Shift E', event: press('E', { shiftKey: true }), inText: false, letters: true, meant: { do: 'done-next' } },
  { label: 'E in a text box', event: press('e'), inText: true, letters: true, meant: null },
  { label: 'E held down', event: press('e', { repeat: true }), inText: false, letters: true, meant: null },
  { label: 'E with letter keys off', event: press('e'), inText: false, letters: false, meant: null },
  { label: 'Ctrl F', event: press('f', { ctrlKey: true }), inText: true, letters: false, meant: { do: 'find' } },
  {
    label: 'Ctrl Shift F',
    event: press('F', { ctrlKey: true, shiftKey: true }),
    inText: false,
    letters: true,
    meant: null,
  },
  { label: '2', event: press('2'), inText: false, letters: true, meant: { do: 'file', digit: '2' } },
  { label: '2 in a text box', event: press('2'), inText: true, letters: true, meant: null },
  { label: 'Ctrl 2 is the window’s', event: press('2', { ctrlKey: true }), inText: false, letters: true, meant: null },
  {
    label: 'Alt ↓ in a text box',
    event: press('ArrowDown', { altKey: true }),
    inText: true,
    letters: false,
    meant: { do: 'walk', step: 1, needing: false },
  },
  {
    label: 'Alt Shift ↑',
    event: press('ArrowUp', { altKey: true, shiftKey: true }),
    inText: false,
    letters: true,
    meant: { do: 'walk', step: -1, needing: true },
  },
  { label: 'Ctrl Z', event: press('z', { ctrlKey: true }), inText: false, letters: false, meant: { do: 'take-back' } },
  { label: 'Ctrl Z in a text box', event: press('z', { ctrlKey: true }), inText: true, letters: true, meant: null },
])('in the inbox: $label', ({ event, inText, letters, meant }) =>
  expect(readInboxKey(event, inText, letters)).toEqual(meant),
)
