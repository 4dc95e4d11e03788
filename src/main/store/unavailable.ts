/** The store cannot keep anything now: disk full, read-only, failing. It tries again by itself. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
  readonly code: string
  /** Whether what failed may be on the disk all the same. */
  readonly maybeKept: boolean
  constructor(code: string, maybeKept = false) {
    super(code)
    this.code = code
    this.maybeKept = maybeKept
  }
}
