import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually, run } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

export interface Texted {
  texts: number
  attempts: number
  /** How often each was answered; `none` is a connection that was lost. */
  statuses: Record<string, number>
  /** From the moment a text was due to its 2xx, repeats included. */
  p50Ms: number
  p99Ms: number
}

/** An account whose Vonage is not there: nothing is sent here. */
export const nobody = {
  DESK_MODE: 'live',
  VONAGE_API_KEY: 'abcd1234',
  VONAGE_API_SECRET: 'not-a-real-secret',
  VONAGE_NUMBER: '447700900000',
  VONAGE_REST_HOST: 'http://127.0.0.1:9',
  VONAGE_API_HOST: 'http://127.0.0.1:9',
}

/** Customers in a process of their own, who keep their own record of what was acknowledged. */
export async function startTexting(url: string, perSecond: number) {
  const record = join(freshFolder('customers'), 'acknowledged')
  const child = await run([fileURLToPath(new URL('customers.ts', import.meta.url)), url, String(perSecond), record], {})
  let said = ''
  child.child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  return {
    /** Ids, as far as they were acknowledged. */
    acknowledged: () => new Set(readFileSync(record, 'utf8').split('\n').slice(0, -1)),
    /** What took how long so far is not counted. */
    measureAnew: () => child.child.kill('SIGUSR2'),
    /** No new ones; resolves when each was acknowledged. */
    stop: async (withinMs = 60_000): Promise<Texted> => {
      child.child.kill('SIGTERM')
      return eventually(() => JSON.parse(said) as Texted, withinMs)
    },
    end: () => child.end('SIGKILL'),
  }
}
