import type { enDates } from './en-dates.ts'
import type { Translated } from './translated.ts'

export const zhDates: Translated<typeof enDates> = {
  dates: {
    otherDigits: '这位客户还有一个问题没有答复，所以这一个改用别的数字。',
    noDigits: '这位客户还有别的问题没有答复，而这一个没有别的数字可用。',
    day: '对应日期',
    none: '无日期',
    after: '发出后若干天',
    weekday: '下一个{{day}}',
    named: '{{field}} 所写的星期几',
    namedWhy: '发出之后的下一个该日；字段里若不是星期几，就没有日期。',
    days: '天数',
    leavesToday: '今天发出：{{date}}。',
    why: '名称、其他说法或感谢语中的 {{date}} 代表这个日期。',
    placeholders:
      '{{digit}} 代表选项 1 的数字，{{date}} 代表它的日期。如果客户还有别的问题没有答复，数字会自动换成别的。',
    unsure:
      '客户还有别的问题未答复时，这个问题无法换用别的数字：看不清哪些数字是选项。请用 {{digit}} 代替各选项的数字。',
  },
}
