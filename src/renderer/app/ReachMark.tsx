import type { Reach } from '../../shared/desk-api.ts'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icons.tsx'
import { proofAge } from './proof-age.ts'

/** Whether replies can arrive, since when, how lately that was proven, and why. Green only while the proof is fresh. */
export function ReachMark({ reach, now, lostSince }: { reach: Reach; now: number; lostSince: number | null }) {
  const words = useWords()
  const { t, locale } = words
  if (lostSince !== null)
    return (
      <span className="reach off">
        <Icon name="wavesLost" />
        {t('strip.lost')}
      </span>
    )
  const proof = proofAge(reach, now)
  if (proof !== null && !proof.isFresh)
    return (
      <span className="reach try">
        <Icon name="waves" />
        <span>
          <Sentence
            k="reach.unproven"
            parts={{ time: <time>{sinceClock(reach.provenAt ?? reach.since, locale, now)}</time> }}
          />
        </span>
        <span className="note">{words.why(reach)}</span>
      </span>
    )
  const tone = reach.state === 'unreachable' ? ' off' : reach.state === 'connecting' ? ' try' : ''
  return (
    <span className={`reach${tone}`}>
      <Icon
        name={reach.state === 'unreachable' ? 'wavesLost' : reach.state === 'connecting' ? 'ring' : 'waves'}
        spin={reach.state === 'connecting'}
      />
      {t(`reach.${reach.state}`)}
      <span className="note">
        <Sentence k="reach.since" parts={{ time: <time>{sinceClock(reach.since, locale, now)}</time> }} />
        {' · '}
        {proof !== null &&
          `${proof.minutes === 0 ? t('reach.proofNow') : t('reach.proof', { count: proof.minutes })} · `}
        {words.why(reach)}
      </span>
    </span>
  )
}
