import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import type { Words } from '../words/words.ts'

/** What arrived, and what is held, in a sentence each for ears. A burst is one sentence with counts, not one for each. */
export function sentenceFor(
  messages: readonly Message[],
  words: Pick<Words, 't' | 'locale'>,
  nameOf: (customer: string) => string,
): string {
  const replies = messages.filter(({ direction }) => direction === 'inbound')
  const held = messages.length - replies.length
  return [repliesIn(replies, words, nameOf), held > 0 ? words.t('say.held', { count: held }) : '']
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function repliesIn(
  replies: readonly Message[],
  words: Pick<Words, 't' | 'locale'>,
  nameOf: (customer: string) => string,
): string {
  const [only] = replies
  if (only === undefined) return ''
  const { t } = words
  if (replies.length === 1) {
    const who = nameOf(only.customer)
    if (only.needsPerson) return t('say.needs', { who })
    const label = only.because?.rule === 'option' ? only.because.label : undefined
    const what = label === undefined ? only.text.slice(0, 80) : sentenceCase(label, words.locale)
    return t('say.reply', { who, what: what.replace(/[.。]$/, '') })
  }
  const person = replies.filter((reply) => reply.needsPerson).length
  const answered = replies.filter((reply) => !reply.needsPerson && reply.because?.rule === 'option').length
  const optedOut = replies.filter((reply) => reply.because?.rule === 'opt-out').length
  const rest = replies.length - person - answered - optedOut
  const parts = [
    answered > 0 ? t('say.answered', { count: answered }) : '',
    person > 0 ? t('say.person', { count: person }) : '',
    optedOut > 0 ? t('say.optedOut', { count: optedOut }) : '',
    rest > 0 ? t('say.rest', { count: rest }) : '',
  ].filter((part) => part !== '')
  return t('say.replies', { all: t('say.count', { count: replies.length }), parts: parts.join(t('say.comma')) })
}

export interface Announcer extends Observable<string> {
  hear(messages: readonly Message[]): void
  /** A change this window made itself is no arrival. */
  know(id: string): void
  say(sentence: string): void
}

const byHand = (message: Message) =>
  message.because?.filedAt !== undefined || message.doneAt !== null || message.answer !== null

const gatherMs = 1_000
const rememberMost = 5_000

/**
 * Gathers arrivals for a second and then says them once. What was there before the window opened is not said.
 *
 * @param needs.later runs once after so many milliseconds
 * @param needs.isSpokenElsewhere the customer's texts are on the screen, in a log that is read out as they come
 */
export function makeAnnouncer(needs: {
  later: (run: () => void, ms: number) => void
  sentence: (replies: readonly Message[]) => string
  isSpokenElsewhere: (customer: Msisdn) => boolean
}): Announcer {
  const spoken = makeObservable('')
  const said = new Set<string>()
  let gathered = new Map<string, Message>()
  // The same sentence twice is not read twice, unless the text differs by what nobody hears.
  const say = (sentence: string) => spoken.set(sentence === spoken.getSnapshot() ? `${sentence}\u00a0` : sentence)
  const flush = () => {
    const replies = [...gathered.values()]
    gathered = new Map()
    for (const reply of replies) said.add(reply.id)
    if (said.size > rememberMost) for (const id of [...said].slice(0, said.size - rememberMost)) said.delete(id)
    const sentence = needs.sentence(replies)
    if (sentence !== '') say(sentence)
  }
  return {
    getSnapshot: spoken.getSnapshot,
    subscribe: spoken.subscribe,
    say,
    know: (id) => {
      said.add(id)
      gathered.delete(id)
    },
    hear: (messages) => {
      const before = gathered.size
      for (const message of messages) {
        // A change to an old reply, a filing by hand for example, is no arrival.
        const isNews = message.direction === 'inbound' ? !byHand(message) : message.state === 'held'
        if (!isNews || said.has(message.id)) continue
        // A text that is held was in the log before: only a reply is read out there.
        if (message.direction === 'inbound' && needs.isSpokenElsewhere(message.customer)) said.add(message.id)
        else gathered.set(message.id, message)
      }
      if (before === 0 && gathered.size > 0) needs.later(flush, gatherMs)
    },
  }
}
