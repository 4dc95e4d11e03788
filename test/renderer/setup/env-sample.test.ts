import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readEnvironment } from '../../../src/main/config.ts'
import { envSample } from '../../../src/renderer/setup/env-sample.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import { environmentVariables } from '../../../src/shared/environment.ts'

const required = environmentVariables.filter(({ needed }) => needed === 'always').map(({ name }) => name)

test.each(['en', 'zh'] as const)(
  'the file to fill in names every variable, and only the required ones wait, %s',
  (language) => {
    const sample = envSample(makeWords(language))
    for (const { name } of environmentVariables) expect(sample).toMatch(new RegExp(`^(# )?${name}=`, 'm'))
    expect(parseEnv(sample)).toEqual(Object.fromEntries(required.map((name) => [name, ''])))
  },
)

test('as it is it is no account; with every line taken in it is one', () => {
  const sample = envSample(makeWords('en'))
  expect(readEnvironment(parseEnv(sample))).toMatchObject({ ok: true, value: { account: null, set: [] } })
  const filled = sample.replace(/^# (?=[A-Z_]+=)/gm, '').replace(/^VONAGE_NUMBER=$/m, 'VONAGE_NUMBER=+44 7700 900000')
  const withKeys = filled.replace(/^(VONAGE_API_KEY|VONAGE_API_SECRET)=$/gm, '$1=x')
  expect(readEnvironment(parseEnv(withKeys))).toMatchObject({
    ok: true,
    value: {
      mode: 'live',
      webhookPort: 8080,
      account: { number: '447700900000', publicUrl: 'https://desk.example.com' },
    },
  })
})

test('what is set is told by name and never by value', () => {
  const read = readEnvironment({
    NGROK_AUTHTOKEN: 'a-secret',
    NGROK_DOMAIN: ' ',
    HOME: '/home/x',
    DESK_MODE: 'practice',
  })
  expect(read).toMatchObject({ ok: true, value: { set: ['NGROK_AUTHTOKEN', 'DESK_MODE'] } })
})
