import type { PretendText } from '../../src/main/practice/pretend-api.ts'
import type { ReceiptStep } from '../../src/main/practice/settings.ts'
import { deliveryQuestion, type QuestionDraft } from '../../src/shared/question.ts'
import type { OutcomeKind } from '../../src/shared/run.ts'

const { fields: _, id: __, ...delivery } = deliveryQuestion

/** The delivery question with all that a question can say of replies. */
export const tourQuestion: QuestionDraft = {
  ...delivery,
  name: 'Tour',
  reask: { text: 'Sorry, we did not understand. Reply 1, 2 or 3.', most: 1 },
  closing: { hours: 1, late: 'person' },
}

/** `late`: two hours after the question left, as Vonage's own clock has it. */
type Said = string | (Omit<PretendText, 'from'> & { late?: boolean })

/** What one customer of a tour does, and what the board must then say of them. */
export interface Habit {
  habit: string
  /** What becomes of our text on its way; left out: it arrives. */
  fate?: readonly ReceiptStep[]
  /** Before the run was made. */
  before?: string
  says?: readonly Said[]
  /** Somebody rings them, and notes this. */
  rung?: string
  outcome: OutcomeKind
  option?: string
  changed?: true
  /** Texts that the desk sends for it by itself. */
  automatic?: number
}

const lost = (errCode: string): ReceiptStep[] => [{ status: 'failed', afterMs: 20, errCode }]
const longAnswer = `Hello, thank you for letting me know. ${'My neighbour usually takes parcels in for me. '.repeat(7)}`

const answered = (option: string, over: Partial<Habit> = {}): Omit<Habit, 'habit'> => ({
  outcome: 'option',
  option,
  automatic: 1,
  ...over,
})

/** Every path of a reply, and of none. */
export const habits: readonly Habit[] = [
  { habit: 'a digit', says: ['2'], ...answered('2') },
  { habit: 'a digit and a full stop', says: ['1.'], ...answered('1') },
  { habit: 'a digit and courtesy', says: ['3 please, thank you'], ...answered('3') },
  { habit: 'a digit in full width', says: ['２'], ...answered('2') },
  { habit: 'a keycap', says: ['1️⃣'], ...answered('1') },
  { habit: 'a numeral', says: ['Option two'], ...answered('2') },
  { habit: 'the label', says: ['Thursday'], ...answered('2') },
  { habit: 'a word for it', says: ['POST OFFICE!'], ...answered('3') },
  { habit: 'a word misspelt', says: ['tommorow pls'], ...answered('1') },
  { habit: 'Chinese', says: ['明天，谢谢'], ...answered('1') },
  { habit: 'Chinese, another', says: ['邮局'], ...answered('3') },
  { habit: 'the webhook twice', says: [{ text: '2', order: [1, 1] }], ...answered('2') },
  { habit: 'the answer twice', says: ['2', '2'], ...answered('2') },
  { habit: 'another answer', says: ['1', '3'], ...answered('3', { changed: true, automatic: 2 }) },
  { habit: 'small talk after it', says: ['3', 'ok thx', '👍'], ...answered('3') },
  { habit: 'an answer once asked again', says: ['the blue one', '2'], ...answered('2', { automatic: 2 }) },
  {
    habit: 'another answer that comes too late',
    says: ['2', { text: '1', late: true }],
    outcome: 'person',
    automatic: 1,
  },
  { habit: 'too late', says: [{ text: '2', late: true }], outcome: 'person' },
  { habit: 'two answers in one', says: ['1 or 2'], outcome: 'person' },
  { habit: 'no', says: ['no'], outcome: 'person' },
  { habit: 'an answer and more', says: ['2 but not before 5'], outcome: 'person' },
  { habit: 'a question', says: ['can you come after 3?'], outcome: 'person' },
  { habit: 'small talk alone', says: ['ok thx'], outcome: 'person', automatic: 1 },
  { habit: 'the wrong number', says: ['Wrong number, I am not Anna'], outcome: 'person' },
  { habit: 'parts, mixed', says: [{ text: longAnswer, order: [2, 3, 1] }], outcome: 'person', automatic: 1 },
  {
    habit: 'parts, one of them twice',
    says: [{ text: longAnswer, order: [3, 1, 1, 2] }],
    outcome: 'person',
    automatic: 1,
  },
  { habit: 'STOP', says: ['STOP'], outcome: 'opted-out' },
  { habit: 'STOP in other words', says: ['Please take me off your list'], outcome: 'opted-out' },
  { habit: 'STOP after an answer', says: ['2', 'stop'], outcome: 'opted-out', automatic: 1 },
  { habit: 'STOP before the run', before: 'STOP', outcome: 'opted-out' },
  { habit: 'silence', outcome: 'waiting' },
  { habit: 'silence, and is rung', rung: 'At home on Friday', outcome: 'settled' },
  { habit: 'a phone that is off', fate: lost('2'), outcome: 'unreachable' },
  { habit: 'a landline', fate: lost('12'), outcome: 'unreachable' },
  { habit: 'a carrier that takes it for spam', fate: lost('6'), outcome: 'unreachable' },
  { habit: 'an answer, though the carrier says that nothing arrived', fate: lost('1'), says: ['1'], ...answered('1') },
]

export interface TourCustomer extends Habit {
  /** From 1, in the list. */
  place: number
  number: string
}

/** So many customers, each with the next habit. The first few are ordinary, as most are. */
export const tourOf = (count: number): TourCustomer[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(habits[index % habits.length] as Habit),
    place: index + 1,
    number: `4477009${20_000 + index}`,
  }))

/** What they say, one after the other. */
export const saysOf = ({ number, says = [] }: TourCustomer): PretendText[] =>
  says.map((said) => {
    const { late = false, ...text }: Exclude<Said, string> = typeof said === 'string' ? { text: said } : said
    const receivedAt = new Date(Date.now() + 2 * 3_600_000).toISOString()
    return { from: number, ...text, ...(late && { receivedAt }) }
  })
