import type { enEither } from './en-either.ts'
import type { Translated } from './translated.ts'

/** Words about a reply that may answer one of several open questions: Chinese. */
export const zhEither: Translated<typeof enEither> = {
  either: {
    named: '{{name}} · {{by}}',
    asked: '{{time}} 提问',
    noName: '已删除的问题',
    fileAs: '归档为 {{label}}，“{{question}}”的选项 {{digit}}',
    fileFor: '归档到“{{question}}”，选项为',
    keys_other: '不止一个问题有 {{digits}}。请用方向键选择，再按 Enter。',
    wasFor: '原为“{{question}}”的 {{digit}}',
  },
}
