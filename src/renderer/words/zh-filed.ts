import type { enFiled } from './en-filed.ts'
import type { Translated } from './translated.ts'

export const zhFiled: Translated<typeof enFiled> = {
  filed: {
    heard: '“{{heard}}” → {{digit}}，{{time}}',
    plain: '→ {{digit}}，{{time}}',
    byYou: '由您归档，{{time}}',
    changed: '原为 {{was}}，已更改',
    late: '截止后才来，仍算数',
    settledBefore: '已通过电话解决：{{words}}',
    inLane_other: '{{count}} 位改了答复',
    elsewhere_other: '另有 {{count}} 位改了答复',
    learn: '今后发出的短信中，自动把{{word}}视为选项 {{digit}}（{{label}}）吗？',
    learnIt: '是，今后如此',
    learnNot: '不用',
    learned: '已记住，对之后发出的短信有效。',
    column: '需留意',
  },
  changes: {
    none: '尚无变化。',
    some_other: '{{count}} 位客户：{{what}}',
    part: '{{word}}：{{number}}',
    and: ' · ',
    sameOutcome: '新的话或新的原因',
  },
}
