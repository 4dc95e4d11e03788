import { expect, test } from 'vitest'
import { shellWords } from '../../src/main/electron/shell-words.ts'
import { noticeWords } from '../../src/main/notice-words.ts'
import type { Notice } from '../../src/main/notices.ts'

const run = { id: 'run7', name: 'Wed 12, North' }
const one = (text: string, why: 'changed' | 'due' | null = null): Notice => ({
  id: 'reply-m1',
  kind: 'one',
  reply: {
    messageId: 'm1',
    customer: '447700900101',
    text,
    options: [
      { digit: '1', label: 'Tomorrow', date: null },
      { digit: '2', label: 'Thursday', date: null },
    ],
    questions: [],
    run,
    why,
  },
})
const about = { who: 'Anna Novak', mode: 'live', isHandedOver: false, choice: 'all', phrases: shellWords.en } as const

test('who, what they wrote, and of which run', () => {
  expect(noticeWords(one('can you come after 3?'), about)).toEqual({
    title: 'Anna Novak',
    body: 'can you come after 3?\nWed 12, North',
    options: ['1 Tomorrow', '2 Thursday'],
    writeBack: 'Text Anna Novak',
  })
})

test('with texts hidden nothing that a customer wrote stands in it', () => {
  const words = noticeWords(one('the key is under the mat'), { ...about, choice: 'no-texts' })
  expect(words.body).toBe('Needs you\nWed 12, North')
  expect(JSON.stringify(words)).not.toContain('mat')
})

test.each([
  { why: 'changed', choice: 'all', body: '2\nHas changed the answer\nWed 12, North' },
  { why: 'due', choice: 'all', body: '2\nWas put off until now\nWed 12, North' },
  { why: 'changed', choice: 'no-texts', body: 'Has changed the answer\nWed 12, North' },
] as const)('what calls for somebody is said beside the words: $why, $choice', ({ why, choice, body }) => {
  expect(noticeWords(one('2', why), { ...about, choice }).body).toBe(body)
})

test('several are a number and a run, in either language', () => {
  const several: Notice = { id: 'several-run7', kind: 'several', customers: 5, run }
  expect(noticeWords(several, about)).toEqual({
    title: '5 customers need you',
    body: 'Wed 12, North',
    options: [],
    writeBack: null,
  })
  expect(noticeWords({ ...several, run: null }, { ...about, phrases: shellWords.zh })).toMatchObject({
    title: '5 位客户需要您处理',
    body: '',
  })
})

test('of a run it is said what it did by itself, in either language', () => {
  const paused = { what: 'paused', why: 'account', left: 42, toGo: 158 } as const
  const taken = { what: 'default', customers: 12, option: '1 tomorrow' } as const
  const notice: Notice = { id: 'run-run7', kind: 'run', run, news: [taken, paused] }
  expect(noticeWords(notice, about)).toEqual({
    title: 'Wed 12, North is paused',
    body: '12 customers did not answer: taken for “1 tomorrow”\nVonage refuses every text because of the account or the line. 42 sent, 158 not sent',
    options: [],
    writeBack: null,
  })
  const skipped: Notice = { ...notice, news: [{ what: 'second-skipped' }, { what: 'default-skipped' }] }
  expect(noticeWords(skipped, { ...about, phrases: shellWords.zh })).toMatchObject({
    title: 'Wed 12, North',
    body: '已过时间，第二条短信没有发出\n已过时间，没有按默认答复处理',
  })
})

test('practice says so', () => {
  expect(noticeWords(one('hi'), { ...about, mode: 'practice' }).title).toBe('Practice: Anna Novak')
})

test.each([
  { text: 'call \u202egnp.exe\u2066 me\u200f', body: 'call gnp.exe me' },
  { text: 'line one\r\nline two\u0000\u0007', body: 'line one line two' },
  { text: '👩‍👩‍👧 family', body: '👩‍👩‍👧 family' },
  { text: '  ', body: 'Needs you' },
])('what turns a line around or is no character is left out: $body', ({ text, body }) => {
  expect(noticeWords(one(text), about).body.split('\n')[0]).toBe(body)
})

test('a long text is cut between characters', () => {
  const [said = ''] = noticeWords(one('😀'.repeat(500)), about).body.split('\n')
  expect([...said]).toHaveLength(200)
  expect(said.endsWith('😀…')).toBe(true)
})

test('on a desk that is handed over it can only be opened', () => {
  expect(noticeWords(one('can you come?'), { ...about, isHandedOver: true })).toEqual({
    title: 'Anna Novak',
    body: 'can you come?\nWed 12, North',
    options: [],
    writeBack: null,
  })
})

test('of several questions each option says whose it is: by the run that asked it, else by its name', () => {
  const option = { digit: '1', label: 'Yes', date: null }
  const askedAt = '2026-11-22T10:00:00.000Z'
  const notice = one('yes')
  if (notice.kind !== 'one') throw new Error('not one')
  const questions = [
    { notice: 'n2', name: 'Lift', run: 'Thu\u202e 13', askedAt, options: [option] },
    { notice: 'n1', name: 'Home', run: null, askedAt, options: [option] },
  ]
  const words = noticeWords({ ...notice, reply: { ...notice.reply, questions } }, about)
  expect(words.options).toEqual(['1 Yes · Thu 13', '1 Yes · Home'])
})
