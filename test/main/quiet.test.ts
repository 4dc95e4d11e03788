import { expect, test } from 'vitest'
import { ownStderr, silenceDebugging, unexpectedTo } from '../../src/main/quiet.ts'

test('an unexpected error is told by its kind, without a word of what it holds', () => {
  const lines: string[] = []
  const error = Object.assign(new RangeError('secret in the message'), { config: { secret: 'secret in a field' } })
  error.name = 'secret in the name'
  unexpectedTo((line) => lines.push(line))('call sendSms', error)
  unexpectedTo((line) => lines.push(line))('close', 'secret thrown as text')
  expect(lines).toEqual([
    '{"event":"unexpected","what":"call sendSms","error":"RangeError"}',
    '{"event":"unexpected","what":"close","error":"string"}',
  ])
})

test('where NODE_DEBUG was set only lines of our own are printed, else everything', () => {
  for (const [environment, printed] of [
    [{ NODE_DEBUG: 'fetch' }, ['ours\n']],
    [{}, ['GET https://host/secret/inbound\n', 'ours\n']],
  ] as const) {
    const lines: string[] = []
    const stderr = { write: (text: string | Uint8Array) => lines.push(String(text)) > 0 }
    const print = ownStderr(environment, stderr)
    expect(stderr.write('GET https://host/secret/inbound\n')).toBe(true)
    print('ours')
    expect(lines).toEqual(printed)
  }
})

test('names that make libraries print requests are gone, others stay', () => {
  const environment = { DEBUG: '*', NODE_DEBUG: 'http', PATH: '/bin' }
  silenceDebugging(environment)
  expect(environment).toEqual({ PATH: '/bin' })
})
