import { readFileSync } from 'node:fs'

export interface Labelled {
  language: string
  text: string
}

/**
 * Reads a list of `labelled/`: a section a language, a text a line. `@place the door | the gate` gives words to the
 * slot `{place}` of its section; a line with slots stands for one text for each of their words.
 */
export function readLabelled(list: 'opt-outs' | 'doubtful' | 'ordinary'): Labelled[] {
  const texts: Labelled[] = []
  let language = ''
  let slots = new Map<string, string[]>()
  for (const line of readFileSync(new URL(`labelled/${list}.txt`, import.meta.url), 'utf8').split('\n')) {
    const [, slot, words] = /^@(\w+) (.+)$/.exec(line) ?? []
    if (line.startsWith('## ')) {
      language = line.slice(3)
      slots = new Map()
    } else if (slot !== undefined && words !== undefined) slots.set(slot, words.split(' | '))
    else if (line !== '' && !line.startsWith('#'))
      texts.push(...filled(line, slots).map((text) => ({ language, text: text.replaceAll('\\n', '\n') })))
  }
  return texts
}

function filled(line: string, slots: ReadonlyMap<string, string[]>): string[] {
  const slot = /\{(\w+)\}/.exec(line)?.[1]
  if (slot === undefined) return [line]
  const words = slots.get(slot)
  if (words === undefined) throw new Error(`“${line}” names a slot that its section has no words for`)
  return words.flatMap((word) => filled(line.replaceAll(`{${slot}}`, word), slots))
}
