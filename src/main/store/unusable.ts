/** The file cannot be used as it is. It is left untouched; the sentence is for the dispatcher. */
export class StoreUnusable extends Error {
  override name = 'StoreUnusable'
  readonly code: 'newer' | 'empty' | 'missing' | 'foreign' | 'damaged' | 'in-use' | 'not-durable' | 'not-writable'
  constructor(code: StoreUnusable['code'], text: string) {
    super(text)
    this.code = code
  }
}

const whatABackupMends: ReadonlySet<string> = new Set(['empty', 'missing', 'foreign', 'damaged'])

/** Whether the texts themselves are gone or unreadable, so that a backup may take their place. */
export const isDamageCode = (code: string): boolean =>
  whatABackupMends.has(code) || /^SQLITE_(CORRUPT|NOTADB)/.test(code)
