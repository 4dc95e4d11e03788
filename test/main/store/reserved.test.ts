import { afterEach, expect, test } from 'vitest'
import { understand } from '../../../src/main/replies/understand.ts'
import { languages } from '../../../src/main/replies/words/languages.ts'
import { listed } from '../../../src/main/replies/words/words.ts'
import { reservedWord } from '../../../src/main/store/reserved.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { type AskedOption, deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { openFreshStore } from '../../support/store.ts'

let store: Store | null = null
afterEach(async () => {
  await store?.close()
  store = null
})

const option = (label: string, synonyms: string[] = []): AskedOption => ({
  digit: '3',
  label,
  synonyms,
  acknowledgement: 'Thanks.',
})
const found = (label: string, synonyms?: string[]) =>
  reservedWord([option('tomorrow'), option(label, synonyms)], understand)

test('every word by which a customer opts out or in, or asks for help, is refused, in every language', () => {
  for (const { consent } of languages) {
    for (const word of listed(consent.alone)) expect(found(word), word).toMatchObject({ word, means: 'opt-out' })
    for (const word of listed(consent.optIn)) expect(found(word), word).toMatchObject({ word, means: 'opt-in' })
    for (const word of listed(consent.help)) expect(found(word), word).toMatchObject({ word, means: 'help' })
  }
})

test.each(['STOP', ' End ', '“cancel”', 'Arrêt', 'START', 'Help!', '帮助', 'leave me alone'])(
  '%s, however written',
  (word) => {
    expect(found('fine', ['fine too', word])).toMatchObject({ digit: '3', word })
  },
)

test('words about the delivery may stand for an option, also those with a reserved word in them', () => {
  for (const word of ['cancel the delivery', 'end of the week', 'stop by the office', 'yes', 'Thursday', '邮局'])
    expect(found(word, [word]), word).toBeNull()
})

test('no notice is queued that a customer could only answer by opting out', async () => {
  store = (await openFreshStore()).store
  const queue = (weekday: string) => {
    const filled = fillQuestion(deliveryQuestion, { weekday })
    if (!filled.ok) throw new Error('the starter question must fill')
    return store?.write('queue', {
      submissionId: crypto.randomUUID(),
      customer: '447700900123',
      ours: '447700900000',
      text: filled.text,
      now: 1_780_000_000_000,
      notice: { questionId: 'delivery', options: filled.options },
    })
  }
  expect(await queue('End')).toEqual({ kind: 'reserved-word', digit: '2', word: 'End', means: 'opt-out' })
  expect(await store.ask('list', {})).toEqual([])
  expect(await queue('Thursday')).toMatchObject({ kind: 'queued' })
})
