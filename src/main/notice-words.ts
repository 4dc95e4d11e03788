import { choicesOf } from '../shared/choices.ts'
import type { NotificationChoice } from '../shared/desktop.ts'
import type { PauseWhy } from '../shared/run.ts'
import type { Notice, Waiting } from './notices.ts'
import type { RunNews } from './run-notices.ts'

/** What a notification says. */
export interface NoticeWords {
  title: string
  body: string
  /** What the reply can be filed as; none where there is no one reply. */
  options: string[]
  /** What stands in the empty field; null where there is nobody to write back to. */
  writeBack: string | null
}

/** Of runs, in the language of the window. */
export interface RunPhrases {
  runWaits: (name: string) => string
  paused: Record<Exclude<PauseWhy, 'person'>, string>
  sent: (counts: { left: number; toGo: number }) => string
  byDefault: (taken: { customers: number; option: string }) => string
  secondSkipped: string
  defaultSkipped: string
}

/** The phrases it is put together from, in the language of the window. */
export interface NoticePhrases extends RunPhrases {
  needYou: (customers: number) => string
  needsYou: string
  changed: string
  due: string
  practice: string
  writeBack: (who: string) => string
  /** Of words that were written in one. */
  notKept: string
  notKeptWhy: (text: string) => string
}

/** A glance takes in no more. */
const bodyMost = 200
/** Marks that turn a line around, and controls: they could make a text say what it does not. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const controls = /\p{Cc}+/gu

const plain = (text: string) => text.replace(turning, '').replace(controls, ' ').trim()
const cut = (text: string) => ([...text].length > bodyMost ? `${[...text].slice(0, bodyMost - 1).join('')}…` : text)

/**
 * @param about.who the customer's name, or the number as people read it; of a notice of one
 * @param about.isHandedOver the desk can only be read, so nothing can be done in it but open
 * @param about.choice with `no-texts` nothing that a customer wrote stands in it
 */
export function noticeWords(
  notice: Notice,
  about: {
    who: string
    mode: 'practice' | 'live'
    isHandedOver: boolean
    choice: NotificationChoice
    phrases: NoticePhrases
  },
): NoticeWords {
  const { mode, choice, phrases } = about
  // Nobody may take practice for the real thing, and no band is drawn here.
  const title = (text: string) => (mode === 'practice' ? `${phrases.practice}: ${text}` : text)
  if (notice.kind === 'several')
    return {
      title: title(phrases.needYou(notice.customers)),
      body: cut(plain(notice.run?.name ?? '')),
      options: [],
      writeBack: null,
    }
  if (notice.kind === 'run') {
    const name = cut(plain(notice.run.name))
    const waits = notice.news.some(({ what }) => what === 'paused')
    return {
      title: title(waits ? phrases.runWaits(name) : name),
      body: notice.news.map((news) => sayNews(news, phrases)).join('\n'),
      options: [],
      writeBack: null,
    }
  }
  const { reply } = notice
  const who = plain(about.who)
  const said = choice === 'all' ? cut(plain(reply.text)) : ''
  const why = reply.why === null ? (said === '' ? phrases.needsYou : '') : phrases[reply.why]
  const run = reply.run === null ? [] : [cut(plain(reply.run.name))]
  return {
    title: title(who),
    body: [...(said === '' ? [] : [said]), ...(why === '' ? [] : [why]), ...run].join('\n'),
    options: about.isHandedOver ? [] : optionsOf(reply),
    writeBack: about.isHandedOver ? null : phrases.writeBack(who),
  }
}

/** Of several questions each option says whose it is, as their digits may be the same. */
const optionsOf = (reply: Waiting): string[] =>
  choicesOf(reply).flatMap(({ question, choices }) =>
    choices.map(({ digit, label }) => {
      const option = `${digit} ${plain(label)}`
      return question === null ? option : `${option} · ${plain(question.run ?? question.name)}`
    }),
  )
function sayNews(news: RunNews, phrases: RunPhrases): string {
  if (news.what === 'paused') return `${phrases.paused[news.why]} ${phrases.sent(news)}`
  if (news.what === 'default') return phrases.byDefault({ ...news, option: plain(news.option) })
  return news.what === 'second-skipped' ? phrases.secondSkipped : phrases.defaultSkipped
}
