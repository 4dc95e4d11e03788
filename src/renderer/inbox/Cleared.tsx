import type { Thread } from '../../shared/thread.ts'
import { Icon, type IconName } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

type Became = 'answered' | 'filed' | 'snoozed' | 'done'

const becameOf = ({ snoozedUntil, last }: Thread): Became => {
  if (snoozedUntil !== null) return 'snoozed'
  if (last.kind === 'text') return 'answered'
  return last.kind === 'thanks' || last.because?.rule === 'option' ? 'filed' : 'done'
}
const icons: Record<Became, IconName> = { answered: 'back', filed: 'tick', snoozed: 'clock', done: 'tick' }

/** Who left "needs you" while this window showed it: a slip of the hand is found again here. */
export function Cleared({
  threads,
  nameOf,
  now,
}: {
  threads: readonly Thread[]
  nameOf: (thread: Thread) => string
  now: number
}) {
  const { t, locale } = useWords()
  if (threads.length === 0) return null
  return (
    <section className="cleared" aria-label={t('inbox.cleared')}>
      <h3 className="cleared-title">{t('inbox.cleared')}</h3>
      <ul>
        {threads.map((thread) => {
          const became = becameOf(thread)
          return (
            <li key={thread.customer}>
              <a className="th1" href={`#inbox/${encodeURIComponent(thread.customer)}`}>
                <span className="one" dir="auto">
                  <Visible text={nameOf(thread)} />
                </span>
                <Icon name={icons[became]} />
                <span className="note one">{t(`inbox.became.${became}`)}</span>
                <time>{sinceClock(thread.last.at, locale, now)}</time>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
