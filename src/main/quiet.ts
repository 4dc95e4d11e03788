/**
 * Says that something unexpected happened: where, and of what kind. Never the error itself, nor its message: the
 * SDK's errors hold the account's secret, and a database's hold customers' texts.
 *
 * @param print takes one line
 */
export function unexpectedTo(print: (line: string) => void): (what: string, error: unknown) => void {
  return (what, error) => {
    const name = error instanceof Error ? error.constructor.name : typeof error
    print(JSON.stringify({ event: 'unexpected', what, error: name }))
  }
}

/** Names under which libraries print whole requests, secrets and all, when somebody set them for another program. */
export function silenceDebugging(environment: NodeJS.ProcessEnv): void {
  delete environment.DEBUG
  delete environment.NODE_DEBUG
}
