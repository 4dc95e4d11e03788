import { afterEach, test } from 'vitest'
import { type Ends, killWhileReceiving } from './kill-receiving.ts'
import { killWhileSending } from './kill-while-sending.ts'
import { ofTheNight } from './night.ts'

// Their controls run with the short forms, in kill.test.ts and kill-sending.test.ts.

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('killed 200 times under 200 replies a second, no acknowledged reply is lost and none is there twice', () =>
  killWhileReceiving(ofTheNight(200), 200, ends))

test('killed 200 times while texts are leaving, no customer is texted twice and every text ends in a state that is true', () =>
  killWhileSending({ kills: ofTheNight(200), texts: ofTheNight(2500) }, ends))
