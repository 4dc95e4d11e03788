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

/**
 * Node reads NODE_DEBUG before any code of ours runs, and prints from then on the address of every request, with the
 * unguessable part in it. So where it was set nothing gets to stderr any more but lines of our own.
 *
 * @returns prints a line of our own
 */
export function ownStderr(
  environment: NodeJS.ProcessEnv,
  stderr: Pick<NodeJS.WriteStream, 'write'>,
): (line: string) => void {
  const write = stderr.write.bind(stderr) as (text: string) => boolean
  if (environment.NODE_DEBUG) stderr.write = () => true
  return (line) => void write(`${line}\n`)
}

/**
 * Whoever reads what is printed, a terminal or a program, may go away, and replies still arrive. Without this the next
 * line fails, the failure is printed, which fails, and so on without end.
 */
export function outliveReaders(...streams: Pick<NodeJS.WriteStream, 'on'>[]): void {
  for (const stream of streams) stream.on('error', () => {})
}

/** Names under which libraries print whole requests, secrets and all, when somebody set them for another program. */
export function silenceDebugging(environment: NodeJS.ProcessEnv): void {
  delete environment.DEBUG
  delete environment.NODE_DEBUG
}
