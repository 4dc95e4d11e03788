import type { DeskCalls } from '../shared/desk-api.ts'
import { callNames } from '../shared/desk-names.ts'
import { type Result, refused } from '../shared/result.ts'
import { whileHandedOver } from '../shared/while-handed-over.ts'

type Loose = (argument: never) => Promise<Result<unknown>>

/** Keeps what changes something away from a desk that is in other hands, or about to be. */
export interface Gate {
  keep(calls: DeskCalls): DeskCalls
  /** What changes something has ended first, and begins no more until the work is done. */
  shutWhile<Value>(work: () => Promise<Value>): Promise<Value>
}

export function handedOverGate(isHandedOver: () => boolean): Gate {
  let running = 0
  let shut = 0
  const waiting: (() => void)[] = []

  async function pass(call: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    if (shut > 0 || isHandedOver()) return refused('handed-over', handedOver)
    running += 1
    try {
      return await call()
    } finally {
      running -= 1
      if (running === 0) for (const go of waiting.splice(0)) go()
    }
  }

  return {
    keep: (calls) =>
      Object.fromEntries(
        callNames.map((name) => {
          const call = calls[name] as Loose
          const rule = whileHandedOver[name] as string | ((argument: never) => string)
          const kept: Loose = (argument) => {
            const is = typeof rule === 'function' ? rule(argument) : rule
            return is === 'changes' ? pass(() => call(argument)) : call(argument)
          }
          return [name, kept]
        }),
      ) as unknown as DeskCalls,
    shutWhile: async (work) => {
      shut += 1
      try {
        if (running > 0) await new Promise<void>((go) => waiting.push(go))
        return await work()
      } finally {
        shut -= 1
      }
    },
  }
}

const handedOver =
  'This desk is handed over, so it can only be read. Do it on the desk that took over, take that desk’s work back, or work on here after all.'
