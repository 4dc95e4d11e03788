import type { DeskApi } from '../../src/shared/desk-api.ts'

/**
 * What the contract promises, whichever shell carries it. Each case runs on a desk in practice mode with an empty
 * folder of its own; it throws when the promise is broken.
 */
export interface ContractCase {
  name: string
  run: (desk: DeskApi) => Promise<void>
}

export function check(holds: boolean, what: string, seen?: unknown): asserts holds {
  if (!holds) throw new Error(`${what}${seen === undefined ? '' : `: ${JSON.stringify(seen)?.slice(0, 300)}`}`)
}

export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000
  while (Date.now() < end) {
    if (await ask()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${what} did not come about in 8 s`)
}

export async function list(desk: DeskApi) {
  const listed = await desk.listMessages({ limit: 200 })
  check(listed.ok, 'listMessages answers', listed)
  return listed.value.messages
}

export const silent = '+44 7700 900 555'
