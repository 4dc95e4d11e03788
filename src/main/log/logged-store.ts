import type { GapWhy } from '../../shared/gap.ts'
import type { SendOutcome } from '../store/outbox.ts'
import type { InboundText } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { CommandName, Commands } from '../store/writer.ts'
import type { Log } from './log.ts'

type Told = {
  [Name in CommandName]?: (argument: Parameters<Commands[Name]>[0], value: ReturnType<Commands[Name]>) => void
}

/** The store, with what was written told to the log once it is committed: all that happens to texts passes here. */
export function loggedStore(store: Store, { say }: Pick<Log, 'say'>): Store {
  /** Texts that are leaving, by seq. */
  const leaving = new Map<number, { reference: string; attempts: number; since: number }>()
  let troubleSince: number | null = null

  store.onTrouble((code) => {
    if (code !== null) say('storeTrouble', { code })
    else if (troubleSince !== null) say('storeWorks', { seconds: (performance.now() - troubleSince) / 1000 })
    troubleSince = code === null ? null : (troubleSince ?? performance.now())
  })

  /** What it was read as is looked up, and only for a line that is written. */
  async function aboutReply({ customer, text, part, recovered, providerId }: InboundText) {
    const how = recovered !== undefined ? 'record' : part !== null ? 'part' : 'webhook'
    const newest = await store.ask('list', { customer, direction: 'inbound', limit: 5 }).catch(() => [])
    const because = newest.find(({ providerIds }) => providerIds.includes(providerId))?.because
    const option = because?.rule === 'option' ? because.option : null
    return { customer, length: text, rule: because?.rule, option, how } as const
  }

  function settled(seq: number, outcome: SendOutcome): void {
    const { reference, attempts, since } = leaving.get(seq) ?? {}
    leaving.delete(seq)
    const ms = since === undefined ? null : performance.now() - since
    if (outcome.kind === 'accepted') say('textTaken', { reference, attempts, parts: outcome.providerIds.length, ms })
    else say('textNotTaken', { reference, outcome: outcome.kind, code: outcome.code, attempts, ms })
  }

  function wasGap(why: GapWhy): void {
    say('gapBegan', { why })
    say('gapEnded')
  }

  const told: Told = {
    receive: (text, became) => {
      if (became === 'stored') say('replyStored', () => aboutReply(text))
      else say('replyRepeated')
    },
    keep: ({ why }) => say('webhookKept', { why }),
    receipt: ({ reference, status, errorCode }, whose) => say('receipt', { reference, status, code: errorCode, whose }),
    queue: ({ customer, text, notice }, { kind }) => {
      if (kind === 'queued') say('textQueued', { customer, length: text, kind: notice === null ? 'text' : 'notice' })
    },
    claim: (_, { claimed }) => {
      for (const { seq, reference, attempts } of claimed)
        leaving.set(seq, { reference, attempts, since: performance.now() })
    },
    settle: ({ seq, outcome }) => settled(seq, outcome),
    resume: ({ except = [] }, { unknown }) => {
      for (const seq of leaving.keys()) if (!except.includes(seq)) leaving.delete(seq)
      if (unknown > 0) say('textsInterrupted', { texts: unknown })
    },
    stopSending: ({ why }) => say('sendingStopped', { why }),
    resumeSending: () => say('sendingResumed'),
    gapBegins: ({ why }, isNew) => {
      if (isNew) say('gapBegan', { why })
    },
    gapEnds: () => say('gapEnded'),
    quarantineWasWrong: (_, isGap) => {
      if (isGap) wasGap('cannot-store')
    },
    numberLeads: (_, isGap) => {
      if (isGap) wasGap('unreachable')
    },
    gapAsked: ({ records, unread, found }) => say('gapAsked', { records, unread, found }),
    gapFailed: ({ code }) => say('gapNotAsked', { code }),
    gapSetAside: ({ code }) => say('gapNotAsked', { code }),
  }

  const tellOf = (name: CommandName) => told[name] as ((argument: unknown, value: unknown) => void) | undefined
  store.onWrote(({ name, argument, value, times }) => {
    if (argument !== null) return tellOf(name)?.(argument, value)
    for (let time = 0; time < times; time += 1)
      if (name === 'receive') say(value === 'stored' ? 'replyStored' : 'replyRepeated')
      else if (name === 'receipt') say('receipt', { reference: null, status: undefined, code: null, whose: undefined })
  })

  const write = (name: CommandName, argument: unknown): Promise<unknown> => {
    const written = (store.write as (name: CommandName, argument: unknown) => Promise<unknown>)(name, argument)
    const tell = tellOf(name)
    if (tell === undefined) return written
    return written.then((value) => {
      tell(argument, value)
      return value
    })
  }
  return { ...store, write: write as Store['write'] }
}
