import type { Problem } from './result.ts'

/** A copy of all texts as they stood at one moment. */
export interface Backup {
  id: string
  /** ISO 8601. */
  madeAt: string
  /** How many texts are in it, in and out. */
  texts: number
  /** ISO 8601: of the newest of them. */
  newestAt: string | null
  bytes: number
  /** It was made before an update changed the file's layout. */
  beforeUpdate: boolean
}

/** Why the texts cannot be opened. They are left as they are. */
export interface Unusable extends Problem {
  mode: 'practice' | 'live'
  /** Where they lie. */
  file: string
  /** A backup may take their place. */
  canRestore: boolean
}
