import type { Msisdn } from '../../shared/msisdn.ts'
import { type Alone, judgeSame } from './judge.ts'
import type { Line } from './verdicts.ts'

export interface JudgedLines {
  /**
   * Judges these lines, new ones or once more, each alone. A generator, as `settle` is, so that it can be done in
   * slices: every step is about one line.
   */
  judge(indexes: Iterable<number>): Generator<void, void>
  /** Judges beside each other those that share a telephone. Until that is done `lines` is not whole. */
  settle(): Generator<void, void>
  /** The lines with this number, as far as they are judged: the ones to judge once its answer is there. */
  withNumber(typed: string): readonly number[]
  /** As they are judged now. A later judging changes none of them, it puts others in their place. */
  lines(): Line[]
}

/**
 * The lines of a list, judged bit by bit: whatever the order, and however often, they come out as if all were judged at
 * once with what is known by now.
 */
export function judgedLines(judgeAlone: (index: number) => Alone): JudgedLines {
  const alone: Alone[] = []
  const lines: Line[] = []
  const withNumber = new Map<string, number[]>()
  /** In the order of the list once they are settled. */
  const ofTelephone = new Map<Msisdn, number[]>()

  const addTo = <Key>(groups: Map<Key, number[]>, key: Key, index: number) => {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [index])
    else group.push(index)
  }

  /** Telephones whose lines are to be judged beside each other, once more. */
  const touched = new Set<Msisdn>()

  function put(index: number): void {
    const before = alone[index]
    const now = judgeAlone(index)
    alone[index] = now
    lines[index] = now.line
    if (before?.line.typed !== now.line.typed) addTo(withNumber, now.line.typed, index)
    if (now.msisdn !== null) touched.add(now.msisdn)
    if (before !== undefined && before.msisdn === now.msisdn) return
    if (now.msisdn !== null) addTo(ofTelephone, now.msisdn, index)
    if (before === undefined || before.msisdn === null) return
    touched.add(before.msisdn)
    const others = ofTelephone.get(before.msisdn) ?? []
    others.splice(others.indexOf(index), 1)
  }

  return {
    *judge(indexes) {
      for (const index of indexes) {
        put(index)
        yield
      }
    },
    *settle() {
      for (const telephone of touched) {
        touched.delete(telephone)
        const group = ofTelephone.get(telephone) ?? []
        group.sort((one, other) => one - other)
        const together: Line[] = []
        for (const index of group) {
          const own = alone[index]?.line
          if (own === undefined) continue
          const line = group.length === 1 ? own : { ...own }
          lines[index] = line
          together.push(line)
          yield
        }
        yield* judgeSame(together)
      }
    },
    withNumber: (typed) => withNumber.get(typed) ?? [],
    lines: () => lines.slice(),
  }
}
