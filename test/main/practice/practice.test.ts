import { Vonage } from '@vonage/server-sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { cast } from '../../../src/main/practice/cast.ts'
import { startPractice } from '../../../src/main/practice/practice.ts'
import { startTimers } from '../../../src/main/practice/timers.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { type Caught, startCatcher } from './catcher.ts'

const started: { close(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.close()
})

async function open(speed = 20) {
  const inbound = await startCatcher()
  const receipts = await startCatcher()
  const practice = await startPractice({ speed })
  const timers = startTimers(speed)
  started.push(inbound, receipts, practice, timers)
  practice.link({ inbound: inbound.url, receipts: receipts.url })
  const { restHost, apiKey, apiSecret } = practice
  const sdk = new Vonage({ apiKey, apiSecret }, { restHost, timeout: 5000 })
  const send = (to: string, text: string) => sdk.sms.send({ from: practice.number, to, text })
  return { inbound, receipts, practice, send, timers }
}

const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
const question = filled.ok ? filled.text : ''
/** The question is a long one: each part has receipts of its own. */
const parts = 2
const acknowledgement = filled.ok ? (filled.options[0]?.acknowledgement ?? '') : ''
const textOf = ({ fields }: Caught) => fields.text ?? ''
const numberOf = (habit: string) => cast.find((member) => member.habit === habit)?.msisdn ?? ''

describe('the cast answers a question', () => {
  test.each([
    { habit: 'answers', says: '2 pls' },
    { habit: 'asks-back', says: "Can you come after 3? I'm at the hospital till then" },
    { habit: 'small-talk', says: 'ok thx' },
    { habit: 'stops', says: 'STOP' },
  ])('$habit: $says', async ({ habit, says }) => {
    const { inbound, receipts, send, practice } = await open()
    await send(numberOf(habit), question)
    const [reply] = await inbound.atLeast(1)
    expect(reply?.fields).toMatchObject({ msisdn: numberOf(habit), to: practice.number, text: says, type: 'text' })
    expect(receipts.caught.map(({ fields }) => fields.status)).toContain('delivered')
  })

  test('long-story: three parts, mixed up, and no option in front', async () => {
    const { inbound, send } = await open()
    await send(numberOf('long-story'), question)
    const parts = await inbound.atLeast(3)
    expect(parts.map(({ fields }) => [fields['concat-part'], fields['concat-total']])).toEqual([
      ['2', '3'],
      ['3', '3'],
      ['1', '3'],
    ])
    const whole = [2, 0, 1].map((place) => parts[place]).map((part) => (part ? textOf(part) : ''))
    expect(whole.join('')).toMatch(/^Hello, .* option 2, .* suits me\.$/)
  })

  test('unreachable: the receipt says failed, and nobody answers', async () => {
    const { inbound, receipts, send, timers } = await open()
    await send(numberOf('unreachable'), question)
    const caught = await receipts.atLeast(2 * parts)
    expect(caught.at(-1)?.fields).toMatchObject({ status: 'failed', 'err-code': '12' })
    await timers.wait(4000)
    expect(inbound.caught).toEqual([])
  })

  test('with the option there is', async () => {
    const { inbound, send } = await open()
    await send(numberOf('answers'), 'Reply 1 to confirm')
    expect((await inbound.atLeast(1)).map(textOf)).toEqual(['1 pls'])
  })
})

describe('the cast is silent', () => {
  test('about thanks, about talk without options, and to what comes right after its own words', async () => {
    const { inbound, send, timers } = await open(4)
    await send(numberOf('answers'), acknowledgement)
    await send(numberOf('answers'), 'Your driver is 10 minutes away.')
    await send(numberOf('small-talk'), question)
    await inbound.atLeast(1)
    await send(numberOf('small-talk'), 'Sorry, we did not get that. Please reply 1, 2 or 3.')
    await timers.wait(5000)
    expect(inbound.caught.map(textOf)).toEqual(['ok thx'])
    await send(numberOf('small-talk'), question)
    expect((await inbound.atLeast(2)).map(textOf)).toEqual(['ok thx', 'ok thx'])
  })

  test('when a person has just played that customer', async () => {
    const { inbound, practice, receipts, send, timers } = await open(4)
    await send(numberOf('answers'), question)
    await receipts.atLeast(2 * parts)
    const { providerId } = await practice.play(numberOf('answers'), '1')
    await timers.wait(4000)
    expect(inbound.caught.map(({ fields }) => [fields.text, fields.messageId])).toEqual([['1', providerId]])
  })

  test('when it is somebody else: delivered, until somebody plays them', async () => {
    const { inbound, practice, receipts, send, timers } = await open()
    await send('447700900777', question)
    expect((await receipts.atLeast(2 * parts)).at(-1)?.fields).toMatchObject({ status: 'delivered', 'err-code': '0' })
    await timers.wait(4000)
    expect(inbound.caught).toEqual([])
    await practice.play('447700900777', '3')
    expect((await inbound.atLeast(1))[0]?.fields).toMatchObject({ msisdn: '447700900777', text: '3' })
  })
})

test('practice has fresh credentials, its own number and the six customers', async () => {
  const { practice } = await open()
  const other = await startPractice({})
  started.push(other)
  expect(practice.restHost).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(practice.number).toBe('447700900000')
  expect(practice.apiKey).toMatch(/^[0-9a-f]{8}$/)
  expect([practice.apiKey, practice.apiSecret]).not.toEqual([other.apiKey, other.apiSecret])
  expect(practice.cast).toHaveLength(6)
})
