import { useEffect, useState } from 'react'
import type { Run } from '../../shared/run.ts'
import { countsOf } from '../../shared/run-counts.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

/** What the run does at this moment, and why it does nothing. */
export function RunSentence({ run, stopped }: { run: Run; stopped: boolean }) {
  const { t, locale } = useWords()
  const time = (at: string) => sinceClock(at, locale, Date.now())
  const { left, toGo, answered } = countsOf(run)
  const sums = { left, toGo }
  switch (run.state) {
    case 'held':
      return run.quietUntil === null ? (
        <Countdown startsAt={run.startsAt} />
      ) : (
        t('runs.say.quiet', { ...sums, time: time(run.quietUntil) })
      )
    case 'canary':
      if (stopped) return t('runs.say.waits', sums)
      // Of a list of three nobody waits.
      if (toGo === 0) return t('runs.say.sending', { ...sums, answered })
      return t('runs.say.canary', { count: Math.max(1, run.texts.queued + run.texts.accepted + run.texts.unsure) })
    case 'sending':
      if (stopped) return t('runs.say.waits', sums)
      if (run.quietUntil !== null && run.texts.queued === 0)
        return t('runs.say.quiet', { ...sums, time: time(run.quietUntil) })
      if (run.texts.delivered === 0 && run.texts.accepted > 0 && answered === 0)
        return t('runs.say.sendingUnheard', sums)
      return t('runs.say.sending', { ...sums, answered })
    case 'paused':
      if (run.why === 'canary' && run.texts.unsure > 0)
        return t('runs.say.pausedUnsure', { count: run.texts.unsure, toGo })
      if (run.why === 'canary' && run.texts.accepted > 0)
        return t('runs.say.pausedSomeLost', { count: Math.max(1, run.texts.failed), toGo })
      if (run.why === 'canary') return t('runs.say.pausedCanary', { count: Math.max(1, run.texts.failed), toGo })
      if (run.why === 'late' || run.why === 'account')
        return t(run.why === 'late' ? 'runs.say.pausedLate' : 'runs.say.pausedAccount', sums)
      if (run.why === 'unreachable') return t('runs.say.pausedUnreachable', sums)
      if (run.why === 'quiet') return t('runs.say.pausedQuiet', sums)
      if (run.why === 'until') return t('runs.say.pausedUntil', sums)
      return run.why === 'restart' ? t('runs.say.pausedRestart', sums) : t('runs.say.paused', sums)
    case 'stopped':
      return left === 0 ? t('runs.say.takenBack', { count: toGo }) : t('runs.say.stopped', sums)
    case 'done':
      return toGo > 0 ? t('runs.say.ended', sums) : t('runs.say.done', { count: left, answered })
  }
}

/** A figure, not a shrinking bar. */
function Countdown({ startsAt }: { startsAt: string }) {
  const { t, locale } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.ceil((Date.parse(startsAt) - now) / 1_000)
  if (seconds > 60) return t('runs.say.leavesAt', { time: sinceClock(startsAt, locale, now) })
  return seconds > 0 ? t('runs.say.leaves', { seconds }) : t('runs.say.leaving')
}
