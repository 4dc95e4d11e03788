import { belongs } from '../../src/renderer/feed/merge.ts'
import type { Argument } from '../../src/shared/desk-api.ts'
import type { EventName } from '../../src/shared/desk-names.ts'
import type { Message } from '../../src/shared/message.ts'
import { done, type Result } from '../../src/shared/result.ts'

type Answer = Result<{ messages: Message[] }>

/** What is on the other side of the window: texts that can be asked for, and events. */
export function openDesk(stored: Message[] = []) {
  const listeners = new Set<(messages: Message[], seq: number) => void>()
  let gate: Promise<void> = Promise.resolve()
  const asked: Argument<'listMessages'>[] = []
  const views = { 'needs-person': 'needs-person', failed: 'failed' } as const
  return {
    stored,
    asked,
    /** Puts a text into the store and tells the window. */
    happen: (...messages: Message[]) => {
      for (const message of messages) {
        const at = stored.findIndex((each) => each.id === message.id)
        if (at === -1) stored.push(message)
        else stored[at] = message
      }
      for (const listener of listeners) listener(messages, 1)
    },
    /** Answers wait until the returned function is called. */
    pause: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    listeners,
    desk: {
      listMessages: async (argument: Argument<'listMessages'>): Promise<Answer> => {
        asked.push(argument)
        const page = stored
          .filter((each) => argument.before === undefined || each.seq < argument.before)
          .filter((each) => argument.only === undefined || belongs(views[argument.only], each))
          .filter((each) => argument.direction === undefined || each.direction === argument.direction)
          .toSorted((one, other) => other.seq - one.seq)
          .slice(0, argument.limit ?? 100)
        await gate
        return structuredClone(done({ messages: page }))
      },
      searchMessages: async ({ query }: Argument<'searchMessages'>): Promise<Answer> => {
        const mine = gate
        const hits = stored.filter((each) => each.text.includes(query)).toReversed()
        await mine
        return structuredClone(done({ messages: hits }))
      },
      on: (name: EventName, listener: (data: never, seq: number) => void) => {
        if (name !== 'message') return () => {}
        const heard = listener as (messages: Message[], seq: number) => void
        listeners.add(heard)
        return () => listeners.delete(heard)
      },
    },
  }
}
