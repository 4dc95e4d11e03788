import type { Message } from '../../shared/message.ts'
import { tokenBucket } from '../../shared/token-bucket.ts'
import type { RawWebhook } from './records.ts'
import type { CommandName, Commands, Committed } from './writer.ts'

/** What was written in the thread itself is told at most this often: it wakes the other one. */
const everyMs = 8
/** No log takes more of them in full; of the others it counts how many they were. */
const inFull = { perSecond: 20, burst: 20 }
/** More messages than these are read by whoever has the time, and not by the thread that stores the next ones. */
const readAtOnce = 16

/**
 * Something that was written in the thread itself. When many replies or receipts come, `argument` is null and one
 * stands for all of which the same became: told one by one, ten thousand a second keep both threads busy.
 */
export type Wrote = {
  [Name in CommandName]: {
    name: Name
    argument: Parameters<Commands[Name]>[0] | null
    value: ReturnType<Commands[Name]>
    times: number
  }
}[CommandName]

/** What the other thread hears of one commit, or of some. */
export interface News {
  committed: Committed
  wrote: Wrote[]
  /** Those that changed, as they are now, where they are wanted and few. */
  messages: Message[] | null
}

const nothing = new Uint8Array()

type Answers = Pick<Committed, 'values' | 'failed'>

/**
 * Tells the other thread of commits: at once where it waits for an answer, else a few of them together.
 *
 * @param read those messages as they are now; may throw
 */
export function commitTeller(tell: (news: News) => void, read: (seqs: number[]) => Message[]) {
  let untold: Omit<Committed, keyof Answers> | null = null
  let wrote: Wrote[] = []
  let timer: NodeJS.Timeout | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  let isRead = false
  const full = tokenBucket(inFull, () => performance.now())

  function messages(seqs: readonly number[]): Message[] | null {
    if (!isRead || seqs.length === 0 || seqs.length > readAtOnce) return null
    try {
      return read([...new Set(seqs)])
    } catch {
      return null // Whoever needs them asks.
    }
  }

  function now({ values, failed }: Answers = { values: [], failed: [] }): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (untold === null) return
    const news = { committed: { values, failed, ...untold }, wrote, messages: messages(untold.changed) }
    untold = null
    wrote = []
    toldAt = performance.now()
    tell(news)
  }

  function tally(name: CommandName, value: unknown): void {
    const same = wrote.find((each) => each.name === name && each.argument === null && each.value === value)
    if (same === undefined) wrote.push({ name, argument: null, value, times: 1 } as Wrote)
    else same.times += 1
  }

  return {
    /** Whether messages that change shall come along. */
    readChanged: (on: boolean) => {
      isRead = on
    },
    wrote(name: CommandName, argument: unknown, value: unknown): void {
      if ((name === 'receive' || name === 'receipt') && !full.take()) {
        tally(name, value)
        return
      }
      // All its bytes would travel for the one word that the log takes.
      const told = name === 'keep' ? { ...(argument as RawWebhook), body: nothing } : argument
      wrote.push({ name, argument: told, value, times: 1 } as Wrote)
    },
    /** @param answers to the orders of the other thread; with none it hears of this a moment later */
    committed({ changed, event, queued }: Committed, answers: Answers): void {
      untold = { changed: untold === null ? changed : untold.changed.concat(changed), event, queued }
      const restMs = toldAt + everyMs - performance.now()
      if (answers.values.length > 0) now(answers)
      else if (restMs <= 0) now()
      else timer ??= setTimeout(now, restMs)
    },
    /** What has not been told yet. */
    rest: () => now(),
  }
}
