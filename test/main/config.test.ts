import { expect, test } from 'vitest'
import { readEnvironment } from '../../src/main/config.ts'

const keys = { VONAGE_API_KEY: 'abcd1234', VONAGE_API_SECRET: 'Secret1234', VONAGE_NUMBER: '+44 7700 900000' }

test.each([
  { label: 'none', env: {}, signature: null },
  { label: 'blank ones', env: { VONAGE_SIGNATURE_SECRET: ' ', VONAGE_SIGNATURE_SECRET_OLD: '' }, signature: null },
  { label: 'one', env: { VONAGE_SIGNATURE_SECRET: ' new ' }, signature: { secrets: ['new'], method: 'sha256' } },
  {
    label: 'two while it is being changed',
    env: { VONAGE_SIGNATURE_SECRET: 'new', VONAGE_SIGNATURE_SECRET_OLD: 'old', VONAGE_SIGNATURE_METHOD: 'md5hash' },
    signature: { secrets: ['new', 'old'], method: 'md5hash' },
  },
  {
    // Switching the check off by clearing the new one must be meant, and not happen by the way.
    label: 'the old one alone still checks',
    env: { VONAGE_SIGNATURE_SECRET_OLD: 'old' },
    signature: { secrets: ['old'], method: 'sha256' },
  },
])('signature secrets: $label', ({ env, signature }) => {
  const read = readEnvironment({ ...keys, ...env })
  expect(read.ok && read.value.account?.signature).toEqual(signature)
})
