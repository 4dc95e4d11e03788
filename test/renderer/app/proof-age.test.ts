import { expect, test } from 'vitest'
import { proofAge } from '../../../src/renderer/app/proof-age.ts'
import type { Reach } from '../../../src/shared/desk-state.ts'

const now = Date.UTC(2026, 10, 22, 8, 30)
const provenBefore = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const reachable: Reach = {
  state: 'reachable',
  why: 'tunnel-open',
  since: provenBefore(7200),
  text: '',
  url: null,
  provenAt: null,
}

test.each([
  { label: 'newer than the minute that is shown', seconds: -30, expected: { minutes: 0, isFresh: true } },
  { label: 'under a minute', seconds: 40, expected: { minutes: 0, isFresh: true } },
  { label: 'three minutes', seconds: 185, expected: { minutes: 3, isFresh: true } },
  { label: 'twenty minutes', seconds: 1200, expected: { minutes: 20, isFresh: true } },
  { label: 'older', seconds: 1260, expected: { minutes: 21, isFresh: false } },
])('a proof: $label', ({ seconds, expected }) => {
  expect(proofAge({ ...reachable, provenAt: provenBefore(seconds) }, now)).toEqual(expected)
})

test.each<Partial<Reach>>([{ state: 'unreachable' }, { state: 'connecting' }, { why: 'practice' }, { provenAt: null }])(
  'none is due: %o',
  (other) => {
    expect(proofAge({ ...reachable, provenAt: provenBefore(9000), ...other }, now)).toBeNull()
  },
)
