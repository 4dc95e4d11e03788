import { spawn } from 'node:child_process'
import { once } from 'node:events'
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

const quiet = new URL('../../src/main/quiet.ts', import.meta.url).href
/** Prints a line after another, and ends with 9 on an error that nobody expected, as the desk does. */
const printing = (first: string) => `
  import { outliveReaders } from ${JSON.stringify(quiet)}
  ${first}
  process.on('uncaughtException', () => process.exit(9))
  process.stdout.write('ready')
  setInterval(() => process.stderr.write('a line\\n'), 10)
  setTimeout(() => process.exit(0), 600)`

test.each([
  { label: 'a desk whose readers went away goes on', first: 'outliveReaders(process.stdout, process.stderr)', code: 0 },
  { label: 'control: a program that does not say so ends of it', first: '', code: 9 },
])('$label', async ({ first, code }) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', printing(first)])
  await once(child.stdout, 'data')
  child.stderr.destroy()
  child.stdout.destroy()
  const [ended] = await once(child, 'exit')
  expect(ended).toBe(code)
})
