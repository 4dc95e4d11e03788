import type { Msisdn } from './msisdn.ts'
import type { Problem } from './result.ts'

/** As the dashboard names them. `md5hash` is a plain hash with the secret behind the text; the others are HMACs. */
export const signatureMethods = ['sha256', 'sha512', 'sha1', 'md5', 'md5hash'] as const
export type SignatureMethod = (typeof signatureMethods)[number]

/** What the provider says of a number, owned or to be had. */
interface ListedNumber {
  msisdn: Msisdn
  /** As a person reads it: "+44 7700 900000". */
  shown: string
  /** ISO 3166-1 alpha-2. */
  country: string
  kind: 'mobile' | 'landline' | 'toll-free' | 'other'
  /** Whether texts can be sent from it and arrive at it. */
  texts: boolean
  calls: boolean
}

/** A number of the account. */
export interface OwnedNumber extends ListedNumber {
  /** Where its replies are sent now, without what may be secret in it: "crm.example/sms"; null for nowhere. */
  leadsTo: string | null
}

/** A number that the account could rent. */
export interface RentableNumber extends ListedNumber {
  /** Euro. */
  monthly: number
}

/** What a text from a number of a country costs to send in that country, as far as the provider says. */
export interface TextPrice {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Euro a part. */
  price: number
}

/** What a part of a text costs on the networks of a country, in euro. */
export interface PriceRange {
  /** ISO 3166-1 alpha-2. */
  country: string
  least: number
  most: number
}

/**
 * Where the provider sends the replies to our number. `linked`: here. `elsewhere`: to an address that is not ours, and
 * which a person must decide about. `none`: nowhere. `unknown`: it could not be read, see `problem`.
 */
export interface Link {
  state: 'linked' | 'elsewhere' | 'none' | 'unknown'
  /** ISO 8601: when the provider was asked last. */
  at: string
  /** The address of somebody else, as a person reads it: "crm.example/sms". */
  leadsTo: string | null
  /** ISO 8601: since when this desk has had the link, as far as it knows; null when it never did. */
  linkedAt: string | null
  /** The address that was there before ours, to be put back; null when there was none, or we never linked it. */
  before: string | null
  problem: Problem | null
}

/** What became of one round trip of our own through the public address. */
export interface ReachProof {
  /** How long it took. */
  ms: number
  /** ISO 8601. */
  at: string
}

/** One part of the desk, looked at just now. */
export interface Check {
  part: CheckPart
  verdict: 'fine' | 'look' | 'bad' | 'unused'
  /** One English sentence: what was seen, and what to do. Without secrets and numbers. */
  text: string
  /** For the translations; the figures that stand in the sentence are in `figures`. */
  code: string
  figures: Record<string, string | number>
}

export const checkParts = [
  'program',
  'settings',
  'texts',
  'disk',
  'backups',
  'account',
  'key-ring',
  'number',
  'way-in',
  'proof',
  'requests',
  'records',
  'signature',
  'sending',
] as const
export type CheckPart = (typeof checkParts)[number]
