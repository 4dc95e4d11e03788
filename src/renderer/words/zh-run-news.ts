import type { enRunNews } from './en-run-news.ts'
import type { Translated } from './translated.ts'

/** What is said of runs away from their own screen: Chinese. */
export const zhRunNews: Translated<typeof enRunNews> = {
  runNews: {
    paused: '已暂停，{{count}} 条未发 · 继续吗？',
    pausedMany_other: '{{count}} 个批次已暂停，{{toGo}} 条未发 · 继续吗？',
    leaving: '已发 {{left}}/{{count}} 条，{{answered}} 人已答复',
    leads: '打开该批次',
    leadsAll: '打开批次列表',
    badge_other: '{{count}} 个批次已暂停',
    look: '查看该批次',
    title: '已答复 {{answered}} / {{count}}',
    titleNeed_other: '已答复 {{answered}} · {{count}} 位需要您 / {{rows}}',
  },
  runFigures: {
    replied: '已来信',
    unsure: '不明',
    leaving: '发送中或不明',
  },
}
