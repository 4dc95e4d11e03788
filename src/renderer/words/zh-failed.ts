import type { enFailed } from './en-failed.ts'
import type { Translated } from './translated.ts'

/** What did not arrive, many texts at once; and the search within one thread: Chinese. */
export const zhFailed: Translated<typeof enFailed> = {
  failed: {
    title: '失败的短信，按原因',
    again: '再发这些…',
    dialog: '再次发送',
    close: '关闭',
    of: '原因：{{why}}。',
    why: '每位客户会收到内容相同的一条新短信。批次的短信按批次的次序发出。',
    hopeless: '再发很可能同样失败。请致电客户，或更正号码。',
    unsure: '不知道第一条是否送达，有些客户可能会收到两次。',
    passed_other: '有 {{count}} 条不再发：之后写来过、已退订或之后收到过同样内容的客户，不从这里再发。',
    none: '这些都不从这里再发：客户之后写来过、已退订或之后收到过同样内容。请打开各自的往来短信。',
    most: '最新的 {{count}} 条，其余留在这里。',
    send_other: '再发这 {{count}} 条',
    spoken_other: '再次发送 {{count}} 条短信。',
    waiting_other: '{{count}} 条短信等待发出',
    cancelAll: '取消所有等待的…',
    cancelTitle_other: '取消等待中的 {{count}} 条短信？',
    cancelWhy: '这些都不会发出，包括保留的。已发出的无法召回。正在进行的批次会继续其名单：请在看板上暂停。',
    leave: '继续等待',
    cancel_other: '取消这 {{count}} 条',
    cancelled_other: '已取消 {{count}} 条短信。',
  },
  inThread: {
    box: '在与 {{who}} 的短信中查找',
    hint: '在此往来短信中查找',
    next: '下一条，更早的',
    previous: '上一条，更近的',
    close: '关闭查找',
    at: '第 {{at}} 条，共 {{count}} 条',
    atMore: '第 {{at}} 条，超过 {{count}} 条',
    none: '没有结果',
    far: '那条短信太早，无法在原位显示。“查找”会连同前后的短信一起显示。',
    gone: '那条短信已不在这里：已被清除，或并入了另一条。',
    toFind: '查找',
    key: '在打开的往来短信中查找',
  },
}
