import { useCallback, useMemo } from 'react'
import { choiceBy } from '../../shared/choices.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Thread } from '../../shared/thread.ts'
import { takesText } from '../app/window-keys.ts'
import type { RowActions } from '../feed/row-actions.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { InboxStores } from './inbox-stores.ts'
import { askingIn } from './talk-lines.ts'
import { isOpen } from './thread-work.ts'

/** What can be done with the thread that is open, by a button or by a key. */
export interface ThreadDeeds {
  /** @param next goes on to the next one that needs somebody */
  done: (next: boolean) => void
  takeBackDone: () => void
  raise: () => void
  /** Null ends it. */
  snooze: (until: Date | null) => void
  send: () => void
  takeBack: () => void
  file: (digit: string) => void
  nameOf: (customer: Msisdn) => string
}

interface Needs {
  customer: Msisdn | null
  stores: InboxStores
  actions: RowActions
  /** @returns the next customer who needs somebody, after this one */
  next: () => Msisdn | null
  /** Undefined while it is not known. */
  status: () => Thread['status'] | undefined
  show: (customer: Msisdn | null) => void
  /** Leads to the options of this digit: there are several. */
  choose: (digit: string) => void
  nameOf: (customer: Msisdn) => string
  say: (sentence: string) => void
}

export function useDeeds({ customer, stores, actions, next, status, show, choose, nameOf, say }: Needs): ThreadDeeds {
  const { t, locale } = useWords()
  const { work, thread, composer } = stores
  /** Of the thread that is named, never of the one before it. */
  const asking = useCallback(() => {
    const { customer: shown, rows, person } = thread.getSnapshot()
    return shown === customer ? askingIn(rows, person?.thread?.changedBy ?? null) : null
  }, [customer, thread])
  const done = useCallback(
    async (goOn: boolean) => {
      // What came in below the screen meanwhile is not cleared unseen.
      const upTo = customer === null ? null : thread.seenTo(customer)
      if (customer === null || upTo === null || !isOpen(status())) return
      // Before it leaves the list: after it there is no "next" to it.
      const following = next()
      if (!(await work.done(customer, upTo))) return
      say(t('say.closed'))
      // Whoever went elsewhere meanwhile, or has begun to write, is not led away.
      const isHere = thread.getSnapshot().customer === customer && !takesText(document.activeElement)
      if (goOn && isHere) show(following)
    },
    [customer, work, thread, next, status, show, say, t],
  )
  return useMemo(
    () => ({
      done: (goOn) => void done(goOn),
      takeBackDone: () => void work.takeBackDone().then((back) => back && say(t('thread.raised'))),
      raise: () => {
        if (customer === null) return
        work.forgetDone()
        void work.raise(customer).then((raised) => raised && say(t('thread.raised')))
      },
      snooze: (until) => {
        if (customer === null) return
        void work.snooze(customer, until?.toISOString() ?? null).then((put) => {
          if (!put) return
          const time = until === null ? '' : sinceClock(until.toISOString(), locale, Date.now())
          say(until === null ? t('thread.unsnoozed') : t('thread.snoozed', { time }))
        })
      },
      send: () => {
        if (customer === null) return
        work.forgetDone()
        void composer.send(customer, asking()?.id ?? null)
      },
      takeBack: () => {
        if (customer === null) return
        void composer.takeBack(customer).then((back) => back && say(t('thread.takenBack')))
      },
      file: (digit) => {
        const reply = asking()
        const choice = reply === null ? null : choiceBy(digit, reply)
        if (choice === 'several') choose(digit)
        if (reply === null || choice === null || choice === 'several') return
        void actions.file(reply, digit, choice.notice).then((filed) => {
          if (filed) say(t('say.filed', { label: sentenceCase(choice.label, locale) }))
        })
      },
      nameOf,
    }),
    [customer, done, asking, work, composer, actions, choose, nameOf, say, t, locale],
  )
}
