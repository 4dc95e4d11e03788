import { homedir } from 'node:os'
import { join } from 'node:path'
import { environmentVariables } from '../shared/environment.ts'
import { readNumber } from '../shared/msisdn.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { type SignatureMethod, signatureMethods } from '../shared/setup.ts'
import type { SavedAccount } from './account.ts'

/** A Vonage account and the way in for its replies, as far as it was entered. */
export interface EnteredAccount {
  apiKey: string
  apiSecret: string
  /** Our own number, digits only; null until one was chosen. */
  number: string | null
  /** Two secrets while the old one is being changed for a new one: either fits. */
  signature: { secrets: string[]; method: SignatureMethod } | null
  ngrok: { authtoken: string; domain: string | null } | null
  /** The user's own address in front of the loopback port, without a slash at its end. */
  publicUrl: string | null
  /** The loopback port that it leads to; null takes the one of the environment, else a free one. */
  webhookPort: number | null
  from: 'environment' | 'settings'
}

/** One that texts can go out through. */
export type Account = EnteredAccount & { number: string }

/** What the environment says. See the table of doors in docs/setup.md. */
export interface Environment {
  mode: 'practice' | 'live' | null
  dataDir: string | null
  /** Browser shell's port; 0 takes a free one. */
  port: number
  /** Loopback TCP port for webhooks instead of a socket; null where none was asked for. */
  webhookPort: number | null
  account: Account | null
  /** Other hosts than Vonage's own, for tests. */
  restHost: string | null
  apiHost: string | null
  /** Names of the variables that are set, of those that Setup lists. */
  set: string[]
}

/** Reads the environment. A value that cannot be right is refused with a sentence that names the variable. */
export function readEnvironment(env: NodeJS.ProcessEnv): Result<Environment> {
  const value = (name: string) => (env[name]?.trim() ? env[name].trim() : null)
  const mode = value('DESK_MODE')
  if (mode !== null && mode !== 'practice' && mode !== 'live')
    return refused('bad-environment', `DESK_MODE is “${mode}”. Set it to practice or live.`)
  const ports: Record<string, number | null> = {}
  for (const name of ['DESK_PORT', 'DESK_WEBHOOK_PORT']) {
    const port = value(name)
    if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) < 65536))
      return refused('bad-environment', `${name} is “${port}”. Set it to a port number, or to 0 for a free one.`)
    ports[name] = port === null ? null : Number(port)
  }
  for (const name of ['DESK_PUBLIC_URL', 'VONAGE_REST_HOST', 'VONAGE_API_HOST']) {
    const url = value(name)
    if (url !== null && !isWebAddress(url))
      return refused('bad-environment', `${name} is “${url}”. Set it to an address like https://desk.example.com.`)
  }
  const account = readAccount(value)
  if (!account.ok) return account
  if (mode === 'live' && account.value === null)
    return refused('no-account', 'DESK_MODE is live. Set VONAGE_API_KEY, VONAGE_API_SECRET and VONAGE_NUMBER too.')
  return done({
    mode,
    dataDir: value('DESK_DATA_DIR'),
    port: ports.DESK_PORT ?? 0,
    webhookPort: ports.DESK_WEBHOOK_PORT ?? null,
    account: account.value,
    restHost: withoutSlash(value('VONAGE_REST_HOST')),
    // Whoever sends to a pretend Vonage must not ask the real one what came back.
    apiHost: withoutSlash(value('VONAGE_API_HOST') ?? value('VONAGE_REST_HOST')),
    set: environmentVariables.map(({ name }) => name).filter((name) => value(name) !== null),
  })
}

function readAccount(value: (name: string) => string | null): Result<Account | null> {
  const required = ['VONAGE_API_KEY', 'VONAGE_API_SECRET', 'VONAGE_NUMBER'] as const
  const [apiKey, apiSecret, number] = required.map(value)
  if (!apiKey && !apiSecret && !number) return done(null)
  const missing = required.filter((name) => value(name) === null)
  if (!apiKey || !apiSecret || !number) return refused('bad-environment', `Set ${missing.join(' and ')} too.`)
  const method = value('VONAGE_SIGNATURE_METHOD') ?? 'sha256'
  if (!isMethod(method))
    return refused(
      'bad-environment',
      `VONAGE_SIGNATURE_METHOD is “${method}”. Set it to one of ${signatureMethods.join(', ')}.`,
    )
  const read = readEntered(
    {
      apiKey,
      apiSecret,
      number,
      signatureSecret: value('VONAGE_SIGNATURE_SECRET') ?? '',
      signatureSecretOld: value('VONAGE_SIGNATURE_SECRET_OLD') ?? '',
      signatureMethod: method,
      ngrokAuthtoken: value('NGROK_AUTHTOKEN') ?? '',
      ngrokDomain: value('NGROK_DOMAIN') ?? '',
      publicUrl: value('DESK_PUBLIC_URL') ?? '',
    },
    'environment',
  )
  return read.ok ? done(complete(read.value)) : read
}

/** Null while something is missing without which no text can leave. */
export const complete = (entered: EnteredAccount): Account | null =>
  entered.number === null ? null : { ...entered, number: entered.number }

/** Reads an account as a person entered it. */
export function readEntered(entered: SavedAccount, from: Account['from']): Result<EnteredAccount> {
  // Our own number is written in full by everybody who has one; a bare national number would be guesswork.
  const number = entered.number?.trim() ? readNumber(entered.number.replace(/^\s*(?=[1-9])/, '+'), '') : null
  if (number !== null && !number.ok)
    return refused(
      'number-not-read',
      `Our own number, “${entered.number}”, is not right. Write it in full, for example +44 7700 900000.`,
    )
  const publicUrl = withoutSlash(entered.publicUrl?.trim() || null)
  if (publicUrl !== null && !isWebAddress(publicUrl))
    return refused('public-url-not-read', `“${publicUrl}” is not an address. Write it like https://desk.example.com.`)
  const secrets = [entered.signatureSecret, entered.signatureSecretOld].flatMap((secret) => secret?.trim() || [])
  return done({
    apiKey: entered.apiKey.trim(),
    apiSecret: entered.apiSecret.trim(),
    number: number === null ? null : number.msisdn,
    signature: secrets.length === 0 ? null : { secrets, method: entered.signatureMethod ?? 'sha256' },
    ngrok: entered.ngrokAuthtoken
      ? { authtoken: entered.ngrokAuthtoken.trim(), domain: entered.ngrokDomain?.trim() || null }
      : null,
    publicUrl,
    webhookPort: entered.webhookPort ?? null,
    from,
  })
}

/** The platform's own place for an application's data, where the desktop shell does not name one. */
export function platformDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Dispatch Desk')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Dispatch Desk')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Dispatch Desk')
}

const isMethod = (method: string): method is SignatureMethod => (signatureMethods as readonly string[]).includes(method)
const withoutSlash = (url: string | null) => url?.replace(/\/+$/, '') ?? null

function isWebAddress(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:')
}
