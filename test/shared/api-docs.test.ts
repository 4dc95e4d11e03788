import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readArgument } from '../../src/shared/desk-api.ts'
import { callNames, eventNames } from '../../src/shared/desk-names.ts'
import { inboundStates, outboundStates } from '../../src/shared/message.ts'

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((part) => [/^`(\w+)`/.exec(part)?.[1] ?? '', part] as const),
)

test('the page has a section for every call and event, and for nothing else', () => {
  expect([...sections.keys()].toSorted()).toEqual([...callNames, ...eventNames].toSorted())
})

test.each(callNames)('%s: the page names every part of its argument, and which may be left out', (name) => {
  const schema = z.toJSONSchema(readArgument[name]) as { properties: object; required?: string[] }
  const argument = /`\{(.*?)\}` →/.exec(sections.get(name) ?? '')?.[1] ?? 'no argument line'
  const documented = argument
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const expected = Object.keys(schema.properties).map((key) => (schema.required?.includes(key) ? key : `${key}?`))
  expect(documented.toSorted()).toEqual(expected.toSorted())
})

test('every state is named', () => {
  for (const state of [...inboundStates, ...outboundStates]) expect(text).toContain(`\`${state}\``)
})
