import type { Run } from '../../shared/run.ts'
import { useWords } from '../words/use-words.ts'
import { LaneMark } from './LaneMark.tsx'
import { countOf, type LaneId } from './lanes.ts'
import { useDrop } from './use-drop.ts'
import { useLaneName } from './use-lane-name.ts'

interface FoldedLaneProps {
  run: Run
  lane: LaneId
  onShow: () => void
  onDrop: (lane: LaneId) => void
}

/** A lane that has no room of its own: sign, count and upright name. Cards can be put into it all the same. */
export function FoldedLane({ run, lane, onShow, onDrop }: FoldedLaneProps) {
  const { t, figure } = useWords()
  const name = useLaneName(run)(lane)
  const count = countOf(run, lane)
  const drop = useDrop(() => onDrop(lane))
  return (
    <section className="lane folded" data-lane={lane} aria-label={t('runs.lane', { name, count })} {...drop}>
      <button type="button" className="slim" onClick={onShow}>
        <span className="sr">{t('runs.showLane')}</span>
        <LaneMark lane={lane} />
        <span className="n">{figure(count)}</span>
        <span className="v">{name}</span>
      </button>
    </section>
  )
}
