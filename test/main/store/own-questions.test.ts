import { expect, onTestFinished, test } from 'vitest'
import { deliveryQuestion, type QuestionDraft } from '../../../src/shared/question.ts'
import { questionsMost } from '../../../src/shared/question-rules.ts'
import { draft, now } from '../../support/conversation.ts'
import { inboundText, openFreshStore } from '../../support/store.ts'

const gate = (over: Partial<QuestionDraft> = {}): QuestionDraft => ({
  name: 'Gate',
  text: 'Hello {name}. Which gate? 1 (north) or 2 (south)',
  options: ['north', 'south'].map((label, index) => ({
    digit: String(index + 1),
    label,
    synonyms: [],
    acknowledgement: `The ${label} gate.`,
  })),
  ...over,
})

async function openQuestions() {
  const { store } = await openFreshStore()
  onTestFinished(() => store.close())
  const save = (questionId: string, version: number, question = gate()) =>
    store.write('saveQuestion', { questionId, version, question })
  const questions = async () => (await store.ask('questions', undefined)).map(({ id, version }) => `${id} ${version}`)
  return { store, save, questions }
}

test('a question is kept, changed, and listed after the desk’s own, by name', async () => {
  const { save, questions, store } = await openQuestions()
  expect(await save('b', 0)).toMatchObject({
    kind: 'saved',
    question: { id: 'b', version: 1, fields: [{ name: 'name' }] },
  })
  await save('a', 0, gate({ name: 'Roof' }))
  expect(await questions()).toEqual(['delivery 1', 'b 1', 'a 1'])
  expect(await save('b', 1, gate({ name: 'Wall' }))).toMatchObject({ kind: 'saved', question: { version: 2 } })
  expect(await questions()).toEqual(['delivery 1', 'a 1', 'b 2'])
  expect((await store.ask('questions', undefined))[2]).toMatchObject({ name: 'Wall', text: gate().text })
})

test('of two people who change the same one the second is told, and nothing of the first is lost', async () => {
  const { save, questions } = await openQuestions()
  await save('a', 0)
  const changes = [gate({ name: 'Mine' }), gate({ name: 'Theirs' })]
  const saved = await Promise.all(changes.map((change) => save('a', 1, change)))
  expect(saved.map(({ kind }) => kind)).toEqual(['saved', 'changed-meanwhile'])
  expect(await questions()).toEqual(['delivery 1', 'a 2'])
  // The same said again after a lost answer is no second change.
  expect(await save('a', 1, gate({ name: 'Mine' }))).toMatchObject({ kind: 'saved', question: { version: 2 } })
  expect(await save('a', 0, gate({ name: 'New' }))).toEqual({ kind: 'changed-meanwhile' })
})

test('one that was asked can be deleted: the customer answers what they were asked', async () => {
  const { store, save, questions } = await openQuestions()
  await save('a', 0)
  const notice = { questionId: 'a', options: gate().options }
  await store.write('queue', draft({ text: 'Which gate? 1 or 2', notice }))
  const [claimed] = (await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })).claimed
  await store.write('settle', { seq: claimed?.seq ?? 0, outcome: { kind: 'accepted', providerIds: ['p'] }, now })
  expect(await store.write('deleteQuestion', { questionId: 'a', now })).toEqual({ kind: 'deleted' })
  expect(await store.write('deleteQuestion', { questionId: 'a', now })).toEqual({ kind: 'deleted' })
  expect(await questions()).toEqual(['delivery 1'])
  await store.write('receive', inboundText({ text: '2' }))
  expect(await store.ask('list', { direction: 'inbound' })).toMatchObject([
    { because: { option: '2', label: 'south' } },
  ])
  // Gone is gone, also for somebody who has it open.
  expect(await save('a', 1, gate({ name: 'Again' }))).toEqual({ kind: 'no-such-question' })
  expect(await save('a', 0)).toEqual({ kind: 'no-such-question' })
})

test('the desk’s own stays as it is', async () => {
  const { store, save, questions } = await openQuestions()
  expect(await save('delivery', 1)).toEqual({ kind: 'of-the-desk' })
  expect(await store.write('deleteQuestion', { questionId: 'delivery', now })).toEqual({ kind: 'of-the-desk' })
  expect(await questions()).toEqual(['delivery 1'])
  expect((await store.ask('questions', undefined))[0]).toEqual({ ...deliveryQuestion, version: 1 })
})

test('a word by which customers opt out, opt in or ask for help stands for no option', async () => {
  const { save, questions } = await openQuestions()
  const [first, second] = gate().options
  if (first === undefined || second === undefined) throw new Error('two options')
  for (const [word, means] of [
    ['stop', 'opt-out'],
    ['Cancel', 'opt-out'],
    ['START', 'opt-in'],
    ['help', 'help'],
  ] as const)
    expect(await save('a', 0, gate({ options: [first, { ...second, synonyms: ['down', word] }] }))).toEqual({
      kind: 'reserved-word',
      digit: '2',
      word,
      means,
    })
  expect(await questions()).toEqual(['delivery 1'])
  expect(await save('a', 0, gate({ options: [first, { ...second, synonyms: ['down'] }] }))).toMatchObject({
    kind: 'saved',
  })
})

test('what never was cannot be changed or deleted, and there is an end to how many there are', async () => {
  const { store, save, questions } = await openQuestions()
  expect(await save('a', 3)).toEqual({ kind: 'no-such-question' })
  expect(await store.write('deleteQuestion', { questionId: 'a', now })).toEqual({ kind: 'no-such-question' })
  for (let index = 1; index < questionsMost; index += 1) await save(`q${index}`, 0, gate({ name: `Gate ${index}` }))
  expect(await save('a', 0)).toEqual({ kind: 'too-many' })
  expect(await save('q1', 1, gate({ name: 'Still' }))).toMatchObject({ kind: 'saved' })
  expect(await questions()).toHaveLength(questionsMost)
})
