import { dateWords } from '../../shared/option-day.ts'
import type { Words } from './words.ts'

/** The day that an option stands for, "Wed 25 Nov"; "" where it stands for none, or its name says so already. */
export function dayOf({ label, date }: { label: string; date: string | null }, { language }: Pick<Words, 'language'>) {
  if (date === null || (['en', 'zh'] as const).some((each) => label.includes(dateWords(date, each)))) return ''
  return dateWords(date, language)
}

/** An option's name with its day: "Tomorrow · Wed 25 Nov". */
export const withDay = (name: string, date: string | null, words: Pick<Words, 'language'>): string =>
  [name, dayOf({ label: name, date }, words)].filter((part) => part !== '').join(' · ')
