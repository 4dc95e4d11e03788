import { type DeskCalls, readArgument } from '../shared/desk-api.ts'
import { type CallName, callNames } from '../shared/desk-names.ts'
import { type Result, refused } from '../shared/result.ts'

/**
 * One call over any boundary: reads its argument, runs it. Both shells go through here.
 *
 * Never rejects and never throws: what was not expected is reported to `unexpected` once and answered as `failed`,
 * without a word of what it was, since an error may hold a secret.
 *
 * @param name as it came over the boundary
 * @param argument as it came over the boundary; `undefined` stands for `{}`
 * @param onRefused told of each answer that is a problem, by its code
 */
export async function call(
  desk: DeskCalls,
  name: unknown,
  argument: unknown,
  unexpected: (name: CallName, error: unknown) => void,
  onRefused: (name: CallName | 'unknown call', code: string) => void = () => {},
): Promise<Result<unknown>> {
  const known = callNames.find((each) => each === name)
  const answer = await answerCall(desk, known, argument, unexpected)
  if (!answer.ok) onRefused(known ?? 'unknown call', answer.problem.code)
  return answer
}

async function answerCall(
  desk: DeskCalls,
  known: CallName | undefined,
  argument: unknown,
  unexpected: (name: CallName, error: unknown) => void,
): Promise<Result<unknown>> {
  if (known === undefined) return refused('no-such-call', 'There is no such call.')
  let read: ReturnType<(typeof readArgument)[CallName]['safeParse']>
  try {
    read = readArgument[known].safeParse(argument ?? {})
  } catch {
    // A getter or a proxy in the argument threw. It is the caller's fault, and no more is known of it.
    return refused('bad-argument', 'The argument could not be read.')
  }
  if (!read.success) {
    const issue = read.error.issues[0]
    const place = issue?.path.map(String).join('.') ?? ''
    return refused(
      'bad-argument',
      `${place === '' ? 'The argument' : `“${place}”`} is not right: ${whatIsWrong(issue)}.`,
    )
  }
  try {
    const run = desk[known] as (read: unknown) => Promise<Result<unknown>>
    return await run(read.data)
  } catch (error) {
    unexpected(known, error)
    return refused('failed', 'Something went wrong on our side. Nothing was changed twice; try again.')
  }
}

/** What came under a name that there is not may be anything, a secret in the wrong place too: it is not repeated. */
function whatIsWrong(issue: { code?: string; message: string } | undefined): string {
  if (issue?.code === 'unrecognized_keys') return 'it has a part that this call does not take'
  return issue?.message ?? 'unreadable'
}
