import type { Msisdn } from './msisdn.ts'

/** A file that was made for another desk. */
export interface Handover {
  fileName: string
  path: string
  bytes: number
  /** ISO 8601. */
  madeAt: string
}

/** That this desk is in other hands: replies are still kept, nothing leaves, and nothing is changed. */
export interface HandedOver {
  /** ISO 8601. */
  since: string
  /** Null when it could not be finished: then no other desk can have it. */
  file: Handover | null
}

/** How these texts came here from another desk. */
export interface TakenOver {
  /** ISO 8601. */
  at: string
  madeAt: string
  /** What was written for whoever takes over; "" for nothing, or when somebody was erased since. */
  summary: string
}

/** What a handover holds, told before it is taken. */
export interface HandoverPreview {
  number: Msisdn
  mode: 'practice' | 'live'
  /** ISO 8601. */
  madeAt: string
  summary: string
  texts: number
  /** Customers who need somebody. */
  needsYou: number
  /** Customers who would, and are put off; null in a file of an older desk. */
  snoozed: number | null
  /** Customers to whom something is written and not sent; null in a file of an older desk. */
  drafts: number | null
  /** Customers who were asked and have not answered. */
  waiting: number
  /** Texts that have not left. */
  queuedOrHeld: number
  runsActive: number
}

export const passphraseLeast = 10
export const summaryMost = 4000
/** 4 GB. */
export const handoverMostBytes = 4 * 1024 ** 3
/** Of what one call brings; as base64 it stays below what the browser shell takes. */
export const handoverPieceBytes = 180_000

export interface HandoverAnswers {
  makeHandover: { handover: Handover }
  showHandover: { path: string; shown: boolean }
  takeBackDesk: { handedOver: null }
  /** So many bytes are here, from the beginning on. */
  putHandover: { received: number }
  readHandover: { preview: HandoverPreview }
  /** `keptAs` is where the file that was there before lies now. */
  takeHandover: { taken: HandoverPreview; keptAs: string | null }
}
