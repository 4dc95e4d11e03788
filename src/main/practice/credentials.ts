import type { IncomingHttpHeaders } from 'node:http'
import type { Account } from './account.ts'
import { sign } from './sign.ts'

/** A refusal as an element of `messages` carries it. */
export interface Refusal {
  status: string
  text: string
}

interface KeyAndSecret {
  key: string
  secret: string
}

function readBasic(authorization: string | undefined): KeyAndSecret | null {
  const encoded = authorization?.match(/^Basic +(\S+)$/i)?.[1]
  if (encoded === undefined) return null
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? null : { key: decoded.slice(0, colon), secret: decoded.slice(colon + 1) }
}

/** Header and body both: the header counts. The platform does not document it. */
export function isAuthorized(account: Account, headers: IncomingHttpHeaders, fields: Record<string, string>): boolean {
  const { key, secret } = readBasic(headers.authorization) ?? { key: fields.api_key, secret: fields.api_secret }
  return key === account.apiKey && secret === account.apiSecret
}

/** @returns null when the sender of this text is who it says it is */
export function refuseSender(
  account: Account,
  headers: IncomingHttpHeaders,
  fields: Record<string, string>,
): Refusal | null {
  const basic = readBasic(headers.authorization)
  if (fields.sig !== undefined) {
    if (basic !== null || fields.api_secret !== undefined)
      return { status: '32', text: 'Signature And API Secret Disallowed' }
    const { signature } = account.settings
    const right =
      signature !== null &&
      fields.timestamp !== undefined &&
      sign(fields, signature.secret, signature.method).toLowerCase() === fields.sig.toLowerCase()
    if (fields.api_key !== account.apiKey) return { status: '4', text: 'Bad Credentials' }
    return right ? null : { status: '14', text: 'Invalid Signature' }
  }
  if (basic === null) {
    if (fields.api_key === undefined) return { status: '2', text: 'Missing api_key' }
    if (fields.api_secret === undefined) return { status: '2', text: 'Missing api_secret' }
  }
  return isAuthorized(account, headers, fields) ? null : { status: '4', text: 'Bad Credentials' }
}
