import { parseArgs } from 'node:util'
import { readUrl } from './settings.ts'

/** How a pretend Vonage is to run alone. */
export interface PretendFlags {
  port: number
  /** undefined: a fresh one. */
  key: string | undefined
  secret: string | undefined
  /** The first is the one that customers write to. */
  numbers: [string, ...string[]]
  inbound: string | null
  receipts: string | null
  record: string | undefined
  cast: boolean
  retryFirstMs: number | undefined
}

const names = ['port', 'key', 'secret', 'number', 'inbound', 'receipts', 'record', 'retry-first-ms'] as const
type Name = (typeof names)[number]

/**
 * Reads `--name value` and `--cast`, else PRETEND_VONAGE_NAME of the environment.
 *
 * @returns a sentence that says what is wrong, for the first thing that is
 */
export function readFlags(
  args: string[],
  environment: Record<string, string | undefined>,
): { ok: true; flags: PretendFlags } | { ok: false; problem: string } {
  const text = { type: 'string' } as const
  const options = { ...(Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>) }
  let values: Partial<Record<Name, string>> & { cast?: boolean }
  try {
    values = parseArgs({ args, options: { ...options, cast: { type: 'boolean' } } }).values
  } catch (error) {
    // Node's own sentence goes on with advice that is about its options, not ours.
    const reason = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error)
    return { ok: false, problem: `${reason}; known are --${names.join(', --')} and --cast.` }
  }
  const variable = (name: string) => environment[`PRETEND_VONAGE_${name.toUpperCase().replaceAll('-', '_')}`]
  const given = Object.fromEntries(names.map((name) => [name, values[name] ?? variable(name)])) as Record<
    Name,
    string | undefined
  >
  const wrong = (problem: string) => ({ ok: false, problem }) as const
  const numbers = (given.number ?? '447700900000').split(',')
  const [first, ...others] = numbers
  if (first === undefined || numbers.some((number) => !/^[1-9]\d{6,14}$/.test(number)))
    return wrong('--number is the account’s number, digits with the country code and without "+"; several by commas.')
  for (const name of ['inbound', 'receipts'] as const)
    if (given[name] !== undefined && !readUrl.safeParse(given[name]).success)
      return wrong(`--${name} is a URL that starts with http:// or https://.`)
  if (!/^\d{1,5}$/.test(given.port ?? '0') || Number(given.port ?? 0) > 65535)
    return wrong('--port is a number from 0 (any free port) to 65535.')
  if (given['retry-first-ms'] !== undefined && !/^\d{1,9}$/.test(given['retry-first-ms']))
    return wrong('--retry-first-ms is a number of milliseconds.')
  for (const name of ['key', 'secret', 'record'] as const)
    if (given[name] === '') return wrong(`--${name} must not be empty.`)
  return {
    ok: true,
    flags: {
      port: Number(given.port ?? 0),
      key: given.key,
      secret: given.secret,
      numbers: [first, ...others],
      inbound: given.inbound ?? null,
      receipts: given.receipts ?? null,
      record: given.record,
      cast: values.cast ?? ['1', 'true'].includes(variable('cast') ?? ''),
      retryFirstMs: given['retry-first-ms'] === undefined ? undefined : Number(given['retry-first-ms']),
    },
  }
}
