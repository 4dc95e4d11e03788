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
    why: '每位客户只收到一条新短信，内容与最新未送达的那条相同。批次的短信按批次的次序发出。发出之前客户写来，就不再发给该客户。',
    hopeless: '再发很可能同样失败。请致电客户，或更正号码。',
    unsure: '不知道第一条是否送达，有些客户可能会收到两次。',
    passed_other:
      '有 {{count}} 条不再发：客户之后写来过、已退订、之后收到过或即将收到同样的问题或内容，或另有更新的一条；或者是自动短信、从别的号码发出，或所属批次的时间已过。',
    old_other: '有 {{count}} 条已超过两天：请从各自的往来短信中再发。',
    none: '这些都不从这里再发。请打开各自的往来短信。',
    most: '最新的 {{count}} 条，其余留在这里。',
    send_other: '再发这 {{count}} 条',
    queued_other: '再次发送 {{count}} 条短信。',
    marked_other: '{{count}} 条随批次按次序再发。',
    resting_other: '{{count}} 条随批次等待，其批次已暂停或停止。',
    morePassed_other: '另有 {{count}} 条没有再发。',
    waiting_other: '{{count}} 条短信等待发出',
    cancelAll: '取消所有等待的…',
    cancelTitle_other: '取消等待中的 {{count}} 条短信？',
    cancelWhy:
      '这些都不会发出，包括保留的。系统自动发送的短信（如致谢）仍会发出。已发出的无法召回。正在进行的批次会继续其名单：请在看板上暂停。',
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
