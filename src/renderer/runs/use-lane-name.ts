import type { Run } from '../../shared/run.ts'
import { useWords } from '../words/use-words.ts'
import { digitOf, type LaneId } from './lanes.ts'
import { optionName } from './option-name.ts'

/** The name of a lane in words. */
export function useLaneName(run: Run) {
  const words = useWords()
  return (lane: LaneId): string => {
    const digit = digitOf(lane)
    if (digit === null) return words.t(`runs.lanes.${lane}` as 'runs.lanes.waiting')
    return optionName(run.options.find((option) => option.digit === digit)?.label ?? digit, words)
  }
}
