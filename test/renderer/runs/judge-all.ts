import { type JudgeNeeds, lineJudge, typedNumber } from '../../../src/renderer/runs/judge.ts'
import { judgedLines } from '../../../src/renderer/runs/judged-lines.ts'
import type { Table } from '../../../src/renderer/runs/read-table.ts'
import type { Line } from '../../../src/renderer/runs/verdicts.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'

type Over = Pick<JudgeNeeds, 'columns' | 'check'> & Partial<JudgeNeeds>

/** How lines of a table are judged; of the delivery question, unless said otherwise. */
export const judgeOf = (table: Table, over: Over) =>
  lineJudge({
    cells: (index) => table.lines[index] ?? [],
    typed: (index) => typedNumber(table.lines[index] ?? [], over.columns.phones),
    question: deliveryQuestion,
    values: { weekday: 'Thursday' },
    own: () => undefined,
    means: () => null,
    plain: false,
    ...over,
  })

/** All lines of a table, judged in one go. */
export function judgeAll(table: Table, over: Over): Line[] {
  const judged = judgedLines(judgeOf(table, over))
  for (const _ of judged.judge(table.lines.keys()));
  for (const _ of judged.settle());
  return judged.lines()
}
