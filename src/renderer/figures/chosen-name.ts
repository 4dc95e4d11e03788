import type { FigureOption } from '../../shared/figures.ts'
import { optionName } from '../runs/option-name.ts'
import type { Words } from '../words/words.ts'

/** What an option stood for: as all read it who chose it, else by the name of what each read otherwise. */
export function chosenName({ label, read }: Pick<FigureOption, 'label' | 'read'>, words: Words): string {
  const name = optionName(read ?? label, words)
  return read === null && label.includes('{') ? words.t('figures.ofText', { name }) : name
}
