import { closesAt } from '../../shared/closing.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Question } from '../../shared/question.ts'
import { proofAge } from '../app/proof-age.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Fact } from './Fact.tsx'
import type { Night } from './use-night.ts'

interface LeavingFactsProps {
  state: DeskState
  question: Question | undefined
  night: Night
}

/** Of the moment at which it leaves: whether replies can arrive, who sleeps, and until when answers count. */
export function LeavingFacts({ state, question, night }: LeavingFactsProps) {
  const { t, locale } = useWords()
  const { now, leavesAt, asleep, never } = night
  const { quietHours } = state.settings
  const time = (at: number) => sinceClock(new Date(at).toISOString(), locale, now)
  return (
    <>
      {reach()}
      <Fact
        label={t('newRun.leaving.night')}
        note={sleepers()}
        warns={never > 0 || (asleep !== null && quietHours === null)}
      >
        {asleep === null && never === 0
          ? t('newRun.leaving.awake')
          : t('newRun.leaving.asleep', { count: (asleep?.count ?? 0) + never })}
      </Fact>
      {question !== undefined && closing(question)}
    </>
  )

  function reach() {
    const label = t('newRun.leaving.reach')
    const isReachable = state.reach.state === 'reachable'
    const age = proofAge(state.reach, now)
    const note = t(isReachable ? 'newRun.leaving.provenAgain' : 'newRun.unreachable')
    if (!isReachable)
      return (
        <Fact label={label} note={note} warns>
          {t('newRun.leaving.notNow')}
        </Fact>
      )
    return (
      <Fact label={label} note={state.mode === 'practice' ? t('newRun.leaving.practice') : note}>
        {age === null ? t('newRun.leaving.can') : t('newRun.leaving.proven', { count: age.minutes })}
      </Fact>
    )
  }

  function sleepers(): string {
    if (never > 0) return t('newRun.when.never', { count: never })
    if (asleep === null)
      return quietHours === null ? t('newRun.leaving.noQuiet') : t('newRun.leaving.quietHours', { ...quietHours })
    const until = { time: time(asleep.until) }
    return t(quietHours === null ? 'newRun.leaving.woken' : 'newRun.leaving.fromThen', until)
  }

  function closing({ closing: ends }: Question) {
    const label = t('newRun.leaving.counts')
    if (ends === null || ends === undefined)
      return (
        <Fact label={label} note={t('newRun.leaving.noEndWhy')}>
          {t('newRun.leaving.noEnd')}
        </Fact>
      )
    const at = closesAt(ends, leavesAt)
    const later = t(ends.late === 'counts' ? 'newRun.leaving.lateCounts' : 'newRun.leaving.latePerson')
    if (at > leavesAt)
      return (
        <Fact label={label} note={later}>
          {time(at)}
        </Fact>
      )
    return (
      <Fact
        label={label}
        note={ends.late === 'counts' ? later : t('newRun.leaving.closedWhy', { time: time(at) })}
        warns={ends.late !== 'counts'}
      >
        {t('newRun.leaving.closed')}
      </Fact>
    )
  }
}
