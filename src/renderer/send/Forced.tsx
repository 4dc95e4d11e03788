import { plainEquivalent } from '../../shared/plain-characters.ts'
import { runsBeyondGsm } from '../../shared/segments.ts'
import { useWords } from '../words/use-words.ts'

/** A text with the characters underlined that make it dearer; over each, what could stand in its place. */
export function Forced({ text }: { text: string }) {
  const { t } = useWords()
  let at = 0
  return runsBeyondGsm(text).map((run) => {
    at += run.text.length
    if (!run.beyond) return run.text
    const plain = plainEquivalent(run.text)
    return (
      <u
        key={at}
        className="dear"
        title={plain === run.text ? undefined : t('send.plainInstead', { plain: plain === ' ' ? '␣' : plain })}
      >
        {run.text}
      </u>
    )
  })
}
