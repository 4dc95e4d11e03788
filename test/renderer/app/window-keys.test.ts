import { expect, test } from 'vitest'
import { actsNow, readWindowKey } from '../../../src/renderer/app/window-keys.ts'

const press = (key: string, change: Partial<Parameters<typeof readWindowKey>[0]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...change,
})

test.each([
  { label: 'N', event: press('n'), inText: false, letters: true, meant: 'new' },
  { label: 'N in a text box', event: press('n'), inText: true, letters: true, meant: null },
  { label: 'N held', event: press('n', { repeat: true }), inText: false, letters: true, meant: null },
  { label: 'N with letter keys off', event: press('n'), inText: false, letters: false, meant: null },
  {
    label: 'Ctrl N stays the system’s',
    event: press('n', { ctrlKey: true }),
    inText: false,
    letters: true,
    meant: null,
  },
  { label: 'Ctrl F in a text box', event: press('f', { ctrlKey: true }), inText: true, letters: false, meant: 'find' },
  {
    label: 'Ctrl Shift F in a text box',
    event: press('F', { ctrlKey: true, shiftKey: true }),
    inText: true,
    letters: false,
    meant: 'find-all',
  },
  { label: 'Ctrl K in a text box', event: press('k', { ctrlKey: true }), inText: true, letters: false, meant: 'jump' },
  {
    label: 'Ctrl Shift K stays the browser’s',
    event: press('K', { ctrlKey: true, shiftKey: true }),
    inText: false,
    letters: true,
    meant: null,
  },
  { label: 'Ctrl 1 in a text box', event: press('1', { ctrlKey: true }), inText: true, letters: false, meant: 'runs' },
  { label: 'Ctrl 2', event: press('2', { ctrlKey: true }), inText: false, letters: false, meant: 'inbox' },
  { label: 'Ctrl 3', event: press('3', { ctrlKey: true }), inText: false, letters: false, meant: 'send' },
  { label: 'Ctrl 5', event: press('5', { ctrlKey: true }), inText: false, letters: false, meant: 'setup' },
  {
    label: 'Ctrl Shift 2',
    event: press('2', { ctrlKey: true, shiftKey: true }),
    inText: false,
    letters: true,
    meant: null,
  },
  { label: 'Ctrl 7', event: press('7', { ctrlKey: true }), inText: false, letters: true, meant: null },
  { label: '1 alone', event: press('1'), inText: false, letters: true, meant: null },
  { label: 'F6', event: press('F6'), inText: true, letters: false, meant: 'region' },
  { label: 'Shift F6', event: press('F6', { shiftKey: true }), inText: false, letters: true, meant: 'region-back' },
  {
    label: 'a letter being composed',
    event: press('n', { isComposing: true }),
    inText: false,
    letters: true,
    meant: null,
  },
  {
    label: 'Ctrl Shift and the key of the full stop, in a text box too',
    event: press('>', { ctrlKey: true, shiftKey: true, code: 'Period' }),
    inText: true,
    letters: false,
    meant: 'stop',
  },
  {
    label: 'the same on a French keyboard, where the full stop needs Shift',
    event: press('.', { ctrlKey: true, shiftKey: true, code: 'Comma' }),
    inText: false,
    letters: true,
    meant: 'stop',
  },
  {
    label: 'Ctrl Shift V on a Dvorak keyboard',
    event: press('V', { ctrlKey: true, shiftKey: true, code: 'Period' }),
    inText: true,
    letters: true,
    meant: null,
  },
  {
    label: 'the same held',
    event: press('>', { ctrlKey: true, shiftKey: true, code: 'Period', repeat: true }),
    inText: true,
    letters: true,
    meant: null,
  },
  { label: '?', event: press('?', { shiftKey: true }), inText: false, letters: true, meant: 'keys' },
])('$label', ({ event, inText, letters, meant }) => expect(readWindowKey(event, inText, letters)).toBe(meant))

test('under an open dialog no key acts but the stop of everything', () => {
  expect((['new', 'send', 'jump', 'region', 'stop'] as const).filter((meant) => actsNow(meant, true))).toEqual(['stop'])
  expect(actsNow('new', false)).toBe(true)
})
