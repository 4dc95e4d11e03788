import { z } from 'zod'
import { readReceiptStep } from './settings.ts'

/** What one coming request is to meet, instead of the ordinary. */
export const readBehaviour = z.strictObject({
  /** The path of the request it is for; default /sms/json. */
  call: z.string().startsWith('/').exactOptional(),
  answer: z
    .enum(['usual', 'throttled', 'http', 'reset', 'silence', 'cut', 'html', 'empty', 'braces', 'plain-text'])
    .exactOptional(),
  /** `http` only: the HTTP status. */
  code: z.int().min(200).max(599).exactOptional(),
  /** `http` only: the answer is JSON with this error-code (default the HTTP status) and label, whatever the status. */
  errorCode: z.string().exactOptional(),
  errorLabel: z.string().exactOptional(),
  /** `http` with 429 or 503. */
  retryAfterSeconds: z.int().min(0).exactOptional(),
  /** `http` with 3xx; default a page that answers 200 to anything. */
  location: z.string().exactOptional(),
  /** An answer other than `usual` and `throttled` takes nothing, unless this is true: then the text goes out first. */
  accept: z.boolean().exactOptional(),
  /** `usual` only: exactly these elements, one status each. */
  statuses: z.array(z.string()).min(1).exactOptional(),
  /** The answer leaves that much later. Not hurried by `speed`: the caller's own time limit is not either. */
  afterMs: z.number().min(0).exactOptional(),
  receipts: z.union([z.enum(['none', 'early', 'doubled', 'swapped']), z.array(readReceiptStep)]).exactOptional(),
  /** For how many requests; default 1. */
  times: z.int().min(1).exactOptional(),
})
export type Behaviour = z.output<typeof readBehaviour>

/** Behaviours wait in line for their path: the first request meets the first. */
export interface BehaviourQueue {
  add(behaviour: Behaviour): void
  take(path: string): Behaviour
  clear(): void
}

export function createBehaviourQueue(): BehaviourQueue {
  const queues = new Map<string, { behaviour: Behaviour; left: number }[]>()
  return {
    add(behaviour) {
      const path = behaviour.call ?? '/sms/json'
      queues.set(path, [...(queues.get(path) ?? []), { behaviour, left: behaviour.times ?? 1 }])
    },
    take(path) {
      const [first, ...rest] = queues.get(path) ?? []
      if (first === undefined) return {}
      first.left -= 1
      if (first.left === 0) queues.set(path, rest)
      return first.behaviour
    },
    clear: () => queues.clear(),
  }
}
