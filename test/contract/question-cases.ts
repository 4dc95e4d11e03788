import type { QuestionDraft } from '../../src/shared/question.ts'
import { type ContractCase, check, list, silent, until } from './contract-case.ts'

const gate = {
  name: 'Gate',
  text: 'Hello {name}. Which gate? 1 (north) or 2 (south)',
  options: ['north', 'south'].map((label, index) => ({
    digit: String(index + 1),
    label,
    synonyms: label === 'south' ? ['down there'] : [],
    acknowledgement: `The ${label} gate, {name}.`,
  })),
  reask: { text: 'Reply 1 or 2, {name}.', most: 1 as const },
}
const fields = { name: 'Ann' }

export const questionCases: ContractCase[] = [
  {
    name: 'a question of one’s own is kept, told to the window, tried, asked, and deleted',
    run: async (desk) => {
      const told: string[][] = []
      const undo = desk.on('desk', ({ questions }) => told.push(questions.map(({ id }) => id)))
      const saved = await desk.saveQuestion({ questionId: 'gate', version: 0, question: gate })
      check(saved.ok && saved.value.question.version === 1, 'it is kept', saved)
      await until('the window hears of it', async () => told.some((ids) => ids.join() === 'delivery,gate'))
      const tried = await Promise.all(
        ['2', 'down there', 'stop', 'the green one', 'what?'].map((text) =>
          desk.tryReply({ question: gate, fields, text }),
        ),
      )
      const seen = tried.map((each) => (each.ok ? [each.value.because.rule, each.value.says?.text ?? null] : each))
      const expected = [
        ['option', 'The south gate, Ann.'],
        ['option', 'The south gate, Ann.'],
        ['opt-out', null],
        ['person', 'Reply 1 or 2, Ann.'],
        ['person', null],
      ]
      check(JSON.stringify(seen) === JSON.stringify(expected), 'replies are read as they would be', seen)
      const sent = await desk.sendNotice({ submissionId: 'one', to: silent, questionId: 'gate', fields })
      check(sent.ok && sent.value.message.text === 'Hello Ann. Which gate? 1 (north) or 2 (south)', 'it is asked', sent)
      const left = async () => (await list(desk)).some(({ state }) => state === 'delivered')
      await until('it arrives', left)
      const gone = await desk.deleteQuestion({ questionId: 'gate' })
      check(gone.ok, 'it is deleted', gone)
      await desk.playCustomer({ customer: silent, text: 'down there' })
      await until('the answer', async () => (await list(desk)).some(({ because }) => because?.option === '2'))
      const again = await desk.sendNotice({ submissionId: 'two', to: silent, questionId: 'gate', fields })
      check(!again.ok && again.problem.code === 'no-such-question', 'and asked no more', again)
      undo()
    },
  },
  {
    name: 'a second question takes other digits, or asks; options tell their dates',
    run: async (desk) => {
      const [first, second] = gate.options
      check(first !== undefined && second !== undefined, 'two options')
      const dated = { ...gate, options: [{ ...first, day: { after: 1 } }, second] }
      const saved = await desk.saveQuestion({ questionId: 'gate', version: 0, question: dated })
      check(saved.ok && JSON.stringify(saved.value.question.options[0]?.day) === '{"after":1}', 'its day', saved)
      const unsure = { ...gate, name: 'Men', text: 'With 2 men, {name}: 1 (north) or south?' }
      await desk.saveQuestion({ questionId: 'men', version: 0, question: unsure })
      const ask = (submissionId: string, questionId: string, anyway = false) =>
        desk.sendNotice({ submissionId, to: silent, questionId, fields, anyway })
      await ask('one', 'gate')
      const two = await ask('two', 'gate')
      check(two.ok && two.value.message.text === 'Hello Ann. Which gate? 3 (north) or 4 (south)', 'other digits', two)
      const same = await ask('two', 'gate')
      check(same.ok && same.value.message.id === two.value.message.id, 'said again, it is the same', same)
      const men = await ask('three', 'men')
      check(!men.ok && men.problem.code === 'no-digits', 'it asks', men)
      const own = await ask('three', 'men', true)
      check(own.ok && own.value.message.text.startsWith('With 2 men'), 'and does it all the same', own)
      const known = await desk.getCustomer({ number: silent })
      check(known.ok && known.value.taken.join('') === '1234', 'what is taken', known)
      await until('they arrive', async () => (await list(desk)).every(({ state }) => state === 'delivered'))
      await desk.playCustomer({ customer: silent, text: '3' })
      const answer = async () => (await list(desk)).find(({ because }) => because?.option === '3')
      await until('the answer', async () => (await answer()) !== undefined)
      const dates = (await answer())?.options.map(({ digit, date }) => `${digit} ${date?.length}`)
      check(dates?.join() === '3 10,4 undefined', 'the dates', dates)
    },
  },
  {
    name: 'a question that cannot be kept says why, and the desk’s own stays',
    run: async (desk) => {
      const code = async (over: Partial<QuestionDraft>, questionId = 'gate', version = 0) => {
        const answer = await desk.saveQuestion({ questionId, version, question: { ...gate, ...over } })
        return answer.ok ? 'ok' : answer.problem.code
      }
      const [first, second] = gate.options
      check(first !== undefined && second !== undefined, 'two options')
      const codes = [
        await code({ name: 'Delivery' }),
        await code({ text: 'Which gate?' }),
        await code({ options: [first, { ...second, synonyms: ['cancel'] }] }),
        await code({ options: [{ ...first, day: { after: 31 } }, second] }),
        await code({ text: '{name}: 1, 2 or {3}' }),
        await code({ text: '{name}: 1, 2 on {date2}' }),
        await code({}, 'delivery', 1),
        await code({}, 'gate', 7),
        await code({}),
        await code({}),
        await code({ name: 'Other' }),
      ]
      const expected =
        'question-name-twice question-unsaid reserved-word question-day question-no-option question-no-date question-of-desk no-such-question ok ok question-changed'
      check(codes.join(' ') === expected, 'the codes', codes)
      const own = await desk.deleteQuestion({ questionId: 'delivery' })
      check(!own.ok && own.problem.code === 'question-of-desk', 'the desk’s own stays', own)
      const empty = await desk.tryReply({ question: gate, fields: {}, text: '1' })
      check(!empty.ok && empty.problem.code === 'field-missing', 'a field is missing', empty)
    },
  },
]
