import { Fragment } from 'react'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { excerptOf, marksIn } from './marks.ts'

/** Somebody's words with what was found in them marked; of a long text the piece around the first of it. */
export function Marked({ text, words, className }: { text: string; words: string; className: string }) {
  const marks = marksIn(text, words)
  const { start, end } = excerptOf(text, marks)
  let last = start
  return (
    <p className={className} dir="auto" lang={scriptOf(text)}>
      {start > 0 && '…'}
      {marks
        .filter((mark) => mark.start >= start && mark.end <= end)
        .map((mark) => {
          const before = text.slice(last, mark.start)
          last = mark.end
          return (
            <Fragment key={mark.start}>
              <Visible text={before} />
              <mark>
                <Visible text={text.slice(mark.start, mark.end)} />
              </mark>
            </Fragment>
          )
        })}
      <Visible text={text.slice(last, end)} />
      {end < text.length && '…'}
    </p>
  )
}
