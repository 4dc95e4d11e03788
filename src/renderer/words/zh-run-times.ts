import type { enRunTimes } from './en-run-times.ts'
import type { Translated } from './translated.ts'

/** Times of a run that is made: Chinese. */
export const zhRunTimes: Translated<typeof enRunTimes> = {
  runTimes: {
    planned: '{{time}} 发出',
    closed: '该问题已于 {{time}} 截止：在此之后发出的短信，所有答复都需要人工处理。',
    closes: '该问题于 {{time}} 截止：在此之后发出的短信，所有答复都需要人工处理。',
    until: '{{time}} 之后不再发出',
    change: '更改时间',
    title: '更改时间',
    save: '保存',
    moved: '{{time}} 发出。',
    secondLeftOut: '您取消了 {{time}} 的第二条短信',
    defaultLeftOut: '您取消了从 {{time}} 起把未答复视为 {{option}}',
    toList: '回到名单',
    leaveOutSecond: '不发第二条短信',
    leaveOutBoth: '两项都取消',
    leaveOutDefault: '不再进行',
  },
}
