import { type Result, refused } from '../shared/result.ts'
import { StoreUnavailable } from './store/unavailable.ts'

const notKept = refused(
  'cannot-store',
  'The data folder cannot be written, so nothing was changed. Free some space on the disk, then try again.',
)
const maybeKept = refused(
  'maybe-stored',
  'The disk failed, and it is not certain whether this was kept. Press again: nothing happens twice.',
)

/** A store that cannot keep anything now is expected, so it is data. */
export async function kept<Value>(write: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof StoreUnavailable) return error.maybeKept ? maybeKept : notKept
    throw error
  }
}
