import type { NoticePhrases } from '../notice-words.ts'
import { figure } from './figure.ts'
import { runPhrases } from './run-phrases.ts'

/** Of a run: texts that have left and customers whose text has not, customers who have answered, and who need a person. */
export interface RunFigures {
  name: string
  left: number
  toGo: number
  rows: number
  percent: number
  answered: number
  need: number
}

/** What the desktop says outside of the window. */
export interface ShellWords extends NoticePhrases {
  receives: string
  allStopped: string
  runCounts: (run: RunFigures) => string
  runPaused: (run: RunFigures) => string
  /** Of one whose texts have left. */
  runAnswers: (run: RunFigures) => string
  open: string
  stop: string
  quit: string
  closing: string
  closingWhy: string
  closingWhyDock: string
  keep: string
  stay: string
  unsent: string
  unsentWhy: string
  discard: string
  cancel: string
  openLink: string
  openHost: (host: string) => string
  ring: string
  ringNumber: (number: string) => string
}

export const shellWords: Record<'en' | 'zh', ShellWords> = {
  en: {
    ...runPhrases.en,
    receives: 'Dispatch Desk receives replies',
    allStopped: 'Dispatch Desk receives replies. All sending is stopped',
    runCounts: ({ name, left, rows, percent, answered }) =>
      `${name}: ${figure(left)} of ${figure(rows)} sent (${percent} %), ${figure(answered)} answered`,
    runPaused: ({ name, left, toGo }) => `${name}: paused, ${figure(left)} sent, ${figure(toGo)} not sent`,
    runAnswers: ({ name, answered, need, rows }) =>
      need === 0
        ? `${name}: ${figure(answered)} answered of ${figure(rows)}`
        : `${name}: ${figure(answered)} answered · ${figure(need)} ${need === 1 ? 'needs' : 'need'} you of ${figure(rows)}`,
    needYou: (count) => (count === 1 ? '1 customer needs you' : `${figure(count)} customers need you`),
    needsYou: 'Needs you',
    changed: 'Has changed the answer',
    due: 'Was put off until now',
    practice: 'Practice',
    writeBack: (who) => `Text ${who}`,
    notKept: 'What you wrote was not sent',
    notKeptWhy: (text) => `It could not be kept as a draft either. Copy it if it is still needed:\n\n${text}`,
    open: 'Open Dispatch Desk',
    stop: 'Stop all sending',
    quit: 'Quit',
    closing: 'Go on receiving replies?',
    closingWhy:
      'Without its window Dispatch Desk stays in the tray, receives replies and sends what is planned. If you quit, nothing leaves and replies wait at Vonage, for a day at most. Start it again to open the window. Setup changes this choice.',
    closingWhyDock:
      'Without its window Dispatch Desk stays in the dock, receives replies and sends what is planned. If you quit, nothing leaves and replies wait at Vonage, for a day at most. Its menu in the dock opens the window and stops all sending.',
    keep: 'Go on receiving',
    stay: 'Keep it open',
    unsent: 'Close without sending this list?',
    unsentWhy: 'The list of the new run is only in this window. Nothing of it has been sent.',
    discard: 'Close without sending',
    cancel: 'Cancel',
    openLink: 'Open',
    openHost: (host) => `Open ${host}?`,
    ring: 'Ring',
    ringNumber: (number) => `Ring ${number}?`,
  },
  zh: {
    ...runPhrases.zh,
    receives: 'Dispatch Desk 正在接收回复',
    allStopped: 'Dispatch Desk 正在接收回复。全部发送已停止',
    runCounts: ({ name, left, rows, percent, answered }) =>
      `${name}：已发 ${figure(left)}/${figure(rows)}（${percent}%），${figure(answered)} 位已答复`,
    runPaused: ({ name, left, toGo }) => `${name}：已暂停，已发 ${figure(left)} 条，${figure(toGo)} 条未发`,
    runAnswers: ({ name, answered, need, rows }) =>
      need === 0
        ? `${name}：已答复 ${figure(answered)}/${figure(rows)}`
        : `${name}：已答复 ${figure(answered)} · ${figure(need)} 位需要您 / ${figure(rows)}`,
    needYou: (count) => `${figure(count)} 位客户需要您处理`,
    needsYou: '需要您处理',
    changed: '改了答复',
    due: '稍后处理的时间到了',
    practice: '练习',
    writeBack: (who) => `给 ${who} 发短信`,
    notKept: '您写的内容没有发送',
    notKeptWhy: (text) => `也无法存为草稿。如仍需要，请先抄下来：\n\n${text}`,
    open: '打开 Dispatch Desk',
    stop: '停止全部发送',
    quit: '退出',
    closing: '继续接收回复吗？',
    closingWhy:
      '关闭窗口后，Dispatch Desk 留在托盘中，继续接收回复并发送已计划的短信。退出后什么都不会发出，回复在 Vonage 最多等一天。再次启动即可打开窗口。可在设置中更改。',
    closingWhyDock:
      '关闭窗口后，Dispatch Desk 留在程序坞中，继续接收回复并发送已计划的短信。退出后什么都不会发出，回复在 Vonage 最多等一天。程序坞中的菜单可打开窗口、停止全部发送。',
    keep: '继续接收',
    stay: '不关闭窗口',
    unsent: '不发送这份名单就关闭吗？',
    unsentWhy: '新批次的名单只在这个窗口里，其中什么都还没有发送。',
    discard: '不发送并关闭',
    cancel: '取消',
    openLink: '打开',
    openHost: (host) => `打开 ${host} 吗？`,
    ring: '拨打',
    ringNumber: (number) => `拨打 ${number} 吗？`,
  },
}
