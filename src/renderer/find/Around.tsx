import { useEffect, useState } from 'react'
import type { Message } from '../../shared/message.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { FindStore } from './find-store.ts'

/** What was said before and after a hit, oldest first, in its place. */
export function Around({ hit, store, now, id }: { hit: Message; store: FindStore; now: number; id: string }) {
  const { t, locale } = useWords()
  const [texts, setTexts] = useState<readonly Message[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    let isWanted = true
    void store.around(hit.id).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setTexts(answer.value.messages)
      else setProblem(answer.problem)
    })
    return () => {
      isWanted = false
    }
  }, [hit.id, store])
  return (
    <div id={id} className="around">
      {problem !== null && <ProblemText problem={problem} />}
      <ol>
        {texts.map((text) => (
          <li key={text.id} aria-current={text.id === hit.id ? 'true' : undefined}>
            <time dateTime={text.at}>{sinceClock(text.at, locale, now)}</time>
            <Icon name={text.direction === 'inbound' ? 'in' : 'out'} />
            <p dir="auto" lang={scriptOf(text.text)}>
              <span className="sr">{t(text.direction === 'inbound' ? 'find.from' : 'find.to')}: </span>
              <Visible text={text.text} />
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}
