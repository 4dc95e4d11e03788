import {
  askedFigures,
  type FigureDay,
  type FigureOption,
  type Figures,
  hourAnswersLeast,
  textFigures,
} from '../../shared/figures.ts'
import type { FigureText } from '../store/figures.ts'
import type { Labels } from './labels.ts'
import { dayOf } from './local-days.ts'
import { minutesIn } from './minutes.ts'
import { becameOfQuestion, becameOfText, hourOf, minutesOf, nanoEuroOf } from './what-became.ts'

export interface Tally {
  add(text: FigureText): void
  result(): Omit<Figures, 'from' | 'before'>
}

/**
 * Counts texts, one after the other and in any order.
 *
 * @param days those of the range, also where nothing left; empty for those on which a text did
 */
export function makeTally(labels: Labels, days: readonly string[]): Tally {
  const texts = zeros(textFigures)
  const outcomes = zeros(askedFigures)
  const kinds = { notice: 0, text: 0, thanks: 0 }
  const failed = new Map<string, Figures['failed'][number]>()
  const options = new Map<string, FigureOption>()
  const taken: number[] = []
  const takenByHour: number[][] = Array.from({ length: 24 }, () => [])
  const byDay = new Map(days.map((day) => [day, newDay(day)]))
  const cost = { nanoEuro: 0, unpriced: 0 }
  const nanoEuroByDay = new Map<string, number>()

  function add(text: FigureText): void {
    const became = becameOfText(text)
    texts[became] += 1
    kinds[text.kind] += 1
    const day = dayFor(text)
    day.sent += 1
    if (became === 'delivered' || became === 'failed') day[became] += 1
    if (became === 'failed') countReason(text)
    countCost(text, day)
    const asked = becameOfQuestion(text)
    if (asked === null) return
    outcomes[asked] += 1
    if (asked === 'answered') day.answered += 1
    if (asked === 'answered' || asked === 'defaulted') countOption(text, asked)
    const minutes = minutesOf(text)
    if (minutes === null) return
    taken.push(minutes)
    takenByHour[hourOf(text)]?.push(minutes)
  }

  function dayFor({ leftAt }: FigureText): FigureDay {
    const name = dayOf(leftAt)
    const day = byDay.get(name) ?? newDay(name)
    byDay.set(name, day)
    return day
  }
  function countReason({ code, state, problem }: FigureText): void {
    const key = code ?? state
    const reason = failed.get(key) ?? { code: key, text: problem ?? '', count: 0 }
    reason.count += 1
    failed.set(key, reason)
  }
  function countCost(text: FigureText, day: FigureDay): void {
    const nanoEuro = nanoEuroOf(text)
    if (nanoEuro === null) {
      cost.unpriced += 1
      day.unpriced += 1
      return
    }
    cost.nanoEuro += nanoEuro
    nanoEuroByDay.set(day.day, (nanoEuroByDay.get(day.day) ?? 0) + nanoEuro)
  }
  function countOption(text: FigureText, as: 'answered' | 'defaulted'): void {
    const { questionId, digit } = text
    if (questionId === null || digit === null) return
    const label = labels.of(text)
    const key = JSON.stringify([questionId, digit, label])
    const option = options.get(key) ?? {
      questionId,
      questionName: labels.questionName(questionId),
      digit,
      label,
      read: text.label,
      answered: 0,
      defaulted: 0,
    }
    if (option.read !== text.label) option.read = null
    option[as] += 1
    options.set(key, option)
  }

  return {
    add,
    result: () => ({
      sent: sum(texts),
      texts: { ...texts },
      kinds: { ...kinds },
      failed: [...failed.values()].sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1)),
      asked: sum(outcomes),
      outcomes: { ...outcomes },
      options: byQuestion([...options.values()]),
      minutes: minutesIn(taken, 1),
      hours: takenByHour.map((minutes) => minutesIn(minutes, hourAnswersLeast)),
      euro: cost.nanoEuro / 1e9,
      unpriced: cost.unpriced,
      days: [...byDay.values()]
        .sort((one, other) => (one.day < other.day ? -1 : 1))
        .map((day) => ({ ...day, euro: (nanoEuroByDay.get(day.day) ?? 0) / 1e9 })),
    }),
  }
}

const zeros = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, each) => all + each, 0)
const newDay = (day: string): FigureDay => ({
  day,
  sent: 0,
  delivered: 0,
  failed: 0,
  answered: 0,
  euro: 0,
  unpriced: 0,
})

/** The question that most chose of first, its options by digit. */
function byQuestion(options: FigureOption[]): FigureOption[] {
  const counts = new Map<string, number>()
  const count = ({ answered, defaulted }: FigureOption) => answered + defaulted
  for (const option of options) counts.set(option.questionId, (counts.get(option.questionId) ?? 0) + count(option))
  return options.sort(
    (one, other) =>
      (counts.get(other.questionId) ?? 0) - (counts.get(one.questionId) ?? 0) ||
      compare(one.questionId, other.questionId) ||
      compare(one.digit, other.digit) ||
      count(other) - count(one) ||
      compare(one.label, other.label),
  )
}
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
