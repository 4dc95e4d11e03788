import { Fragment, type ReactNode } from 'react'
import { useWords } from './use-words.ts'
import type { Values, WordKey } from './words.ts'

// A private-use character: no translation holds one, and untrusted values never pass through here.
const mark = '\ue000'

/** A sentence with elements in it: `because {{heard}} → 2` where `heard` is a <q>. */
export function Sentence({ k, parts, values }: { k: WordKey; parts: Record<string, ReactNode>; values?: Values }) {
  const { t } = useWords()
  const holes = Object.fromEntries(Object.keys(parts).map((name) => [name, `${mark}${name}${mark}`]))
  return t(k, { ...values, ...holes })
    .split(mark)
    .map((piece, index) => {
      const id = `${index}${piece}`
      return <Fragment key={id}>{index % 2 === 1 ? parts[piece] : piece}</Fragment>
    })
}
