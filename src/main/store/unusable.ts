/** The file cannot be used as it is. It is left untouched; the sentence is for the dispatcher. */
export class StoreUnusable extends Error {
  override name = 'StoreUnusable'
  readonly code: 'newer' | 'empty' | 'missing' | 'foreign' | 'damaged' | 'in-use' | 'not-durable' | 'not-writable'
  constructor(code: StoreUnusable['code'], text: string) {
    super(text)
    this.code = code
  }
}
