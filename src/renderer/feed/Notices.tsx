import { memo, type ReactNode } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon, type IconName } from '../app/icons.tsx'
import { useShutOut } from '../app/shut-out.ts'
import type { StopSwitch } from '../app/use-stop.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { GapNotice } from './GapNotice.tsx'

interface NoticesProps {
  state: DeskState
  lostSince: number | null
  stopSwitch: StopSwitch
  loadProblem: Problem | null
  now: number
  onRetry: () => void
  onGapRead: (gapId: number) => Promise<void>
  onGapGone: () => void
}

export function Notice({ icon, tone, children }: { icon: IconName; tone: 'bad' | 'need'; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role="alert">
      <Icon name={icon} />
      <p>{children}</p>
    </div>
  )
}

/** What keeps replies or texts from arriving, across the feed's top: never only in the strip. */
export const Notices = memo(function Notices(props: NoticesProps) {
  const { state, lostSince, stopSwitch, loadProblem, now, onRetry, onGapRead, onGapGone } = props
  const words = useWords()
  const { t, locale } = words
  const shut = useShutOut()
  const { reach, link, counts, stop, sendingStopped, backupTrouble, settingsTrouble, keyRing, gap, requests } = state
  const since = sinceClock(reach.since, locale, now)
  return (
    <>
      {lostSince !== null && (
        <Notice icon="wavesLost" tone="bad">
          {t(shut ? 'reach.shut' : 'reach.lost', { time: sinceClock(new Date(lostSince).toISOString(), locale, now) })}
        </Notice>
      )}
      {lostSince === null && reach.state === 'unreachable' && (
        <Notice icon="wavesLost" tone="bad">
          {t('reach.banner', { time: since, why: words.why(reach) })} <a href="#setup/way">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {(link?.state === 'none' || link?.state === 'elsewhere') && (
        <Notice icon="wavesLost" tone="bad">
          {t(link.state === 'none' ? 'reach.linkNone' : 'reach.linkElsewhere', { where: link.leadsTo ?? '' })}{' '}
          <a href="#setup/link">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {(link?.problem?.code === 'link-not-owned' || link?.problem?.code === 'link-others-lost') && (
        <Notice icon="cross" tone="bad">
          {words.problem(link.problem)} <a href="#setup/link">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {stop !== null && (
        <Notice icon="stop" tone={stop.why === 'unknown' ? 'bad' : 'need'}>
          <b>{t(`stop.${stop.why}`, { time: sinceClock(stop.since, locale, now) })}</b> {t(`stop.${stop.why}Why`)}{' '}
          {counts.queued > 0 && t('feed.waiting', { count: counts.queued })}{' '}
          <button type="button" className="link" onClick={stopSwitch.goOn}>
            {t('strip.goOn')}
          </button>
        </Notice>
      )}
      {gap !== null && <GapNotice gap={gap} now={now} onRead={onGapRead} onGone={onGapGone} />}
      {sendingStopped !== null && (
        <Notice icon="hourglass" tone="bad">
          <b>{t('feed.sendingStopped')}</b> {words.problem(sendingStopped)}{' '}
          {counts.queued > 0 && t('feed.waiting', { count: counts.queued })}
        </Notice>
      )}
      {backupTrouble !== null && (
        <Notice icon="cross" tone="bad">
          {words.problem(backupTrouble)} <a href="#setup">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {settingsTrouble !== null && (
        <Notice icon="cross" tone="bad">
          {words.problem(settingsTrouble)} <a href="#setup">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {keyRing !== null && (
        <Notice icon="cross" tone="bad">
          {words.problem(keyRing)} <a href="#setup/account">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {requests?.quota != null && requests.used !== null && (
        <Notice icon="wavesLost" tone={requests.used === 'most' ? 'bad' : 'need'}>
          {t(requests.used === 'most' ? 'feed.requestsMost' : 'feed.requestsHalf', {
            count: requests.count,
            quota: requests.quota,
            left: Math.max(0, requests.quota - requests.count),
          })}{' '}
          <a href="#setup/way">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {counts.badlySigned > 0 && (
        <Notice icon="cross" tone="bad">
          {t('feed.badlySigned', { count: counts.badlySigned })} <a href="#setup/sign">{t('reach.openSetup')}</a>
        </Notice>
      )}
      {counts.messagesApi > 0 && (
        <Notice icon="cross" tone="bad">
          {t('feed.messagesApi', { count: counts.messagesApi })}
        </Notice>
      )}
      {counts.unreadable > counts.messagesApi && (
        <Notice icon="person" tone="need">
          {t('feed.unreadable', { count: counts.unreadable - counts.messagesApi })}
        </Notice>
      )}
      {lostSince === null && loadProblem !== null && (
        <Notice icon="cross" tone="bad">
          {t('feed.loadFailed')} {words.problem(loadProblem)}{' '}
          <button type="button" className="link" onClick={onRetry}>
            {t('app.tryAgain')}
          </button>
        </Notice>
      )}
    </>
  )
})
