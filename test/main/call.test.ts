import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../src/main/call.ts'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { callNames } from '../../src/shared/desk-names.ts'
import { hostileCase } from '../contract/hostile-case.ts'
import { type OpenedShell, openShell } from './browser/open-shell.ts'

// What both shells go through, without a shell. Through each of them it is done with fewer (test/contract).

let opened: OpenedShell
beforeAll(async () => {
  opened = await openShell()
})
afterAll(() => opened.close())

const hostile = hostileCase(2000)
test(hostile.name, async () => {
  const failed: string[] = []
  const through = (name: string) => (argument: unknown) =>
    call(opened.host.calls, name, argument, (where) => failed.push(where))
  await hostile.run(Object.fromEntries(callNames.map((each) => [each, through(each)])) as unknown as DeskApi)
  expect(failed).toEqual([])
}, 180_000)
