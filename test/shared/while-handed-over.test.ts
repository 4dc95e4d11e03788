import { expect, test } from 'vitest'
import { callNames } from '../../src/shared/desk-names.ts'
import { whileHandedOver } from '../../src/shared/while-handed-over.ts'

test('of every call it is said what it is on a desk in other hands', () => {
  expect(Object.keys(whileHandedOver).toSorted()).toEqual([...callNames].toSorted())
})

test('what may be done there is this, and a call that is new here was looked at', () => {
  const open = callNames.filter((name) => whileHandedOver[name] !== 'changes')
  expect(open).toEqual([
    'getDesk',
    'getCustomer',
    'listMessages',
    'searchMessages',
    'find',
    'listAround',
    'listFailed',
    'listThreads',
    'getThread',
    'exportCustomer',
    'saveSettings',
    'checkAccount',
    'listNumbers',
    'findNumbers',
    'checkLink',
    'proveReach',
    'checkEverything',
    'checkNumbers',
    'checkWords',
    'getListColumns',
    'getPrices',
    'listRuns',
    'getRun',
    'getFigures',
    'listFigurePeople',
    'tryReply',
    'playCustomer',
    'openLink',
    'showLog',
    'listBackups',
    'makeBackup',
    'makeHandover',
    'showHandover',
    'takeBackDesk',
    'putHandover',
    'readHandover',
    'takeHandover',
  ])
})

test.each([
  { changes: {}, is: 'needed' },
  { changes: { language: 'zh' as const }, is: 'needed' },
  { changes: { theme: null, closeToTray: true }, is: 'needed' },
  { changes: { language: 'zh' as const, helpText: 'Ring us' }, is: 'changes' },
  { changes: { textsPerSecond: 200 }, is: 'changes' },
  { changes: { country: 'GB' }, is: 'changes' },
])('settings $changes: $is', ({ changes, is }) => {
  const rule = whileHandedOver.saveSettings
  expect(typeof rule === 'function' && rule(changes)).toBe(is)
})
