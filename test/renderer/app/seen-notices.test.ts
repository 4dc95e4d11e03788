import { expect, test } from 'vitest'
import { keepSeen, readSeen } from '../../../src/renderer/app/seen-notices.ts'
import type { DesktopNotice } from '../../../src/shared/desktop.ts'

const notice = (id: string): DesktopNotice => ({
  id,
  at: '2026-11-30T08:00:00.000Z',
  title: 'Ann',
  body: '',
  customer: null,
  runId: null,
  messageId: null,
  options: [],
})

test('what was seen is known after the window was loaded anew, as long as it is told; what cannot be read is nothing', () => {
  let kept: string | null = null
  const storage = { getItem: () => kept, setItem: (_: string, value: string) => (kept = value) }
  const one = 'one 2026-11-30T08:00:00.000Z'
  expect(keepSeen(storage, new Set([one, 'gone x']), [notice('one'), notice('two')])).toEqual(new Set([one]))
  expect(readSeen(storage)).toEqual(new Set([one]))
  for (const bad of ['{', '{}', 'null']) expect(readSeen({ getItem: () => bad })).toEqual(new Set())
  const full = {
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  }
  expect(keepSeen(full, new Set([one]), [notice('one')])).toEqual(new Set([one]))
})
