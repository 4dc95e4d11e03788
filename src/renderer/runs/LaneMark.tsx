import { Icon, type IconName } from '../app/icons.tsx'
import type { LaneId } from './lanes.ts'

const marks: Partial<Record<LaneId, { icon: IconName; tone?: string }>> = {
  person: { icon: 'person', tone: 'amber' },
  unreachable: { icon: 'cross', tone: 'bad' },
  'opted-out': { icon: 'bar' },
  settled: { icon: 'phone' },
  'left-out': { icon: 'right' },
}

/** The sign of a lane that is no option's. */
export function LaneMark({ lane }: { lane: LaneId }) {
  const mark = marks[lane]
  if (mark === undefined) return null
  return (
    <span className={mark.tone === undefined ? 'lane-mark' : `lane-mark ${mark.tone}`}>
      <Icon name={mark.icon} />
    </span>
  )
}
