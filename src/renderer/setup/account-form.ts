import type { Argument } from '../../shared/desk-api.ts'
import { readNumber } from '../../shared/msisdn.ts'

export type SignatureMethod = NonNullable<Argument<'saveAccount'>['signatureMethod']>
export const signatureMethods: readonly SignatureMethod[] = ['sha256', 'sha512', 'sha1', 'md5', 'md5hash']

export interface AccountFields {
  apiKey: string
  apiSecret: string
  number: string
  way: 'ngrok' | 'url'
  ngrokAuthtoken: string
  ngrokDomain: string
  publicUrl: string
  signatureSecret: string
  signatureSecretOld: string
  signatureMethod: SignatureMethod
}
export type FieldName = keyof AccountFields

export const noAccount: AccountFields = {
  apiKey: '',
  apiSecret: '',
  number: '',
  way: 'ngrok',
  ngrokAuthtoken: '',
  ngrokDomain: '',
  publicUrl: '',
  signatureSecret: '',
  signatureSecretOld: '',
  signatureMethod: 'sha256',
}

/** `desk`: what the desk itself answered, already in words. */
export type FieldProblem =
  | { code: 'needed' }
  | { code: 'bad-url' }
  | { code: 'number'; text: string; numberCode: string }
  | { code: 'desk'; text: string }

/** What is missing or cannot be right, by field; empty when the account can be tried. */
export function checkAccount(fields: AccountFields, country: string): Partial<Record<FieldName, FieldProblem>> {
  const problems: Partial<Record<FieldName, FieldProblem>> = {}
  const need = (name: 'apiKey' | 'apiSecret' | 'ngrokAuthtoken') => {
    if (fields[name].trim() === '') problems[name] = { code: 'needed' }
  }
  need('apiKey')
  need('apiSecret')
  const number = readNumber(fields.number, country)
  if (!number.ok) problems.number = { code: 'number', text: number.text, numberCode: number.code }
  if (fields.way === 'ngrok') need('ngrokAuthtoken')
  else if (!/^https:\/\/[^\s/]+/i.test(fields.publicUrl.trim())) problems.publicUrl = { code: 'bad-url' }
  return problems
}

/** The call's argument: only what was filled in, and only of the way in that was chosen. */
export function accountArgument(fields: AccountFields): Argument<'saveAccount'> {
  const optional = <Name extends string>(name: Name, value: string) =>
    value.trim() === '' ? {} : ({ [name]: value.trim() } as Record<Name, string>)
  const isSigned = `${fields.signatureSecret}${fields.signatureSecretOld}`.trim() !== ''
  return {
    apiKey: fields.apiKey.trim(),
    apiSecret: fields.apiSecret.trim(),
    number: fields.number.trim(),
    ...optional('signatureSecret', fields.signatureSecret),
    ...optional('signatureSecretOld', fields.signatureSecretOld),
    ...(isSigned ? { signatureMethod: fields.signatureMethod } : {}),
    ...(fields.way === 'ngrok'
      ? { ...optional('ngrokAuthtoken', fields.ngrokAuthtoken), ...optional('ngrokDomain', fields.ngrokDomain) }
      : optional('publicUrl', fields.publicUrl)),
  }
}

/** Which field a problem of the desk speaks of; null when it is the whole. */
export function fieldOf(code: string): FieldName | null {
  if (code.startsWith('number')) return 'number'
  if (code.includes('signature')) return 'signatureSecret'
  if (code.includes('ngrok') || code.includes('tunnel-token')) return 'ngrokAuthtoken'
  if (code.includes('url')) return 'publicUrl'
  if (code.includes('secret') || code.includes('credential')) return 'apiSecret'
  if (code.includes('key')) return 'apiKey'
  return null
}
