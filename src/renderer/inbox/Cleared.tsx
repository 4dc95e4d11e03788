import type { Thread } from '../../shared/thread.ts'
import { Icon, type IconName } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { Words } from '../words/words.ts'

type Became = 'answered' | 'filed' | 'snoozed' | 'done'

const becameOf = ({ snoozedUntil, last }: Thread): Became => {
  if (snoozedUntil !== null) return 'snoozed'
  if (last.kind === 'text') return 'answered'
  return last.kind === 'thanks' || last.because?.rule === 'option' ? 'filed' : 'done'
}
const icons: Record<Became, IconName> = { answered: 'back', filed: 'tick', snoozed: 'clock', done: 'tick' }

/** What a filed one was filed as, too: that is where a slip of the hand shows. */
function toldOf(became: Became, { filedAs }: Thread, words: Words): string {
  if (became !== 'filed' || filedAs === null) return words.t(`inbox.became.${became}`)
  return words.t('inbox.filedAs', { label: sentenceCase(filedAs.label, words.locale) })
}

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
  const words = useWords()
  const { t, locale } = words
  if (threads.length === 0) return null
  return (
    <section className="cleared" aria-label={t('inbox.cleared')}>
      <h2 className="cleared-title">{t('inbox.cleared')}</h2>
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
                <span className="note one">{toldOf(became, thread, words)}</span>
                <time>{sinceClock(thread.last.at, locale, now)}</time>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
