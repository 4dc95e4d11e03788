import type { DeskApi } from '../../shared/desk-api.ts'
import { callNames } from '../../shared/desk-names.ts'
import type { Result } from '../../shared/result.ts'

/** The same calls; when one is refused because the texts cannot be opened, the whole window has to say so. */
export function heedUnusable(desk: DeskApi, onUnusable: () => void): DeskApi {
  const calls = callNames.map((name) => [
    name,
    async (argument: never) => {
      const answer: Result<unknown> = await desk[name](argument)
      if (!answer.ok && answer.problem.code === 'store-unusable') onUnusable()
      return answer
    },
  ])
  return { ...Object.fromEntries(calls), on: desk.on }
}
