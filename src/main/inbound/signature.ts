import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { SignatureMethod } from '../../shared/setup.ts'
import type { Fields } from './fields.ts'

/**
 * Checks the signature of an SMS API webhook.
 *
 * Signed is `&name=value` for every field but `sig`, in order of the names, with "&" and "=" inside a value read as
 * "_". Libraries of the provider differ on blank values, hashed or left out, and it is not documented what the
 * platform does: either is accepted, and the reader takes a blank field for an absent one.
 *
 * There is no time window: a repeat may be a day old, and whether repeats are signed anew is not documented. The id
 * of the text makes a replay harmless.
 *
 * @param fields as `readFields` gives them: names without "&" or "=", each once. Nothing else may come in here
 * @param secrets every secret that is valid now, two while one is being changed; an empty one never matches
 * @throws never
 */
export function verifySignature(fields: Fields, secrets: readonly string[], method: SignatureMethod): boolean {
  const sig = fields.get('sig') ?? ''
  // Buffer.from stops at the first character that is no hex digit, so its length alone would not do.
  if (!/^(?:[0-9a-f]{2}){16,64}$/i.test(sig)) return false
  const given = Buffer.from(sig, 'hex')
  const names = [...fields.keys()].filter((name) => name !== 'sig').sort()
  const all = signedText(fields, names)
  const filled = signedText(
    fields,
    names.filter((name) => fields.get(name)?.trim() !== ''),
  )
  const readings = filled === all ? [all] : [all, filled]
  return secrets.some(
    (secret) =>
      secret !== '' &&
      readings.some((reading) => {
        const right = digest(reading, secret, method)
        return right.length === given.length && timingSafeEqual(right, given)
      }),
  )
}

/** @param names sorted by code point, which for these names is the order of their bytes */
function signedText(fields: Fields, names: readonly string[]): string {
  return names.map((name) => `&${name}=${(fields.get(name) ?? '').replace(/[&=]/g, '_')}`).join('')
}

function digest(text: string, secret: string, method: SignatureMethod): Buffer {
  return method === 'md5hash'
    ? createHash('md5').update(text).update(secret).digest()
    : createHmac(method, secret).update(text).digest()
}
