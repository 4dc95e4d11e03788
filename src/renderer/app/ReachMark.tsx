import type { ReactNode } from 'react'
import type { Reach } from '../../shared/desk-state.ts'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icons.tsx'
import { proofAge } from './proof-age.ts'
import { StripLink } from './StripLink.tsx'
import { useShutOut } from './shut-out.ts'

interface ReachMarkProps {
  reach: Reach
  now: number
  lostSince: number | null
  /** As a link to the step of Setup; elsewhere than in the strip that is where one is already. */
  leads?: boolean
}

/** Whether replies can arrive, since when, how lately that was proven, and why. Green only while the proof is fresh. */
export function ReachMark({ reach, now, lostSince, leads = false }: ReachMarkProps) {
  const words = useWords()
  const { t, locale } = words
  const shut = useShutOut()
  if (lostSince !== null)
    return (
      <Frame leads={leads} className="reach off">
        <Icon name="wavesLost" />
        {t(shut ? 'strip.shut' : 'strip.lost')}
      </Frame>
    )
  const proof = proofAge(reach, now)
  if (proof !== null && !proof.isFresh)
    return (
      <Frame leads={leads} className="reach try">
        <Icon name="waves" />
        <span>
          <Sentence
            k="reach.unproven"
            parts={{ time: <time>{sinceClock(reach.provenAt ?? reach.since, locale, now)}</time> }}
          />
        </span>
        <span className="note">{words.why(reach)}</span>
      </Frame>
    )
  const tone = reach.state === 'unreachable' ? ' off' : reach.state === 'connecting' ? ' try' : ''
  return (
    <Frame leads={leads} className={`reach${tone}`}>
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
    </Frame>
  )
}

function Frame({ leads, className, children }: { leads: boolean; className: string; children: ReactNode }) {
  if (!leads) return <span className={className}>{children}</span>
  return (
    <StripLink to="way" className={className}>
      {children}
    </StripLink>
  )
}
