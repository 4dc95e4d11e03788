import { type RunRow, rowsAtOnce } from '../../shared/run.ts'
import type { Store } from '../store/store.ts'

/**
 * Rows of a run by place, those after the given one. A long list is read in parts, so that a search or a feed that is
 * asked for meanwhile need not wait for all of it.
 */
export async function readRows(
  store: Pick<Store, 'ask'>,
  run: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ rows: RunRow[]; more: boolean }> {
  const rows: RunRow[] = []
  for (;;) {
    // One more than is wanted tells whether there are more.
    const most = Math.min(rowsAtOnce, limit + 1 - rows.length)
    const some = await store.ask('runRows', { run, after: rows.at(-1)?.place ?? after, limit: most })
    rows.push(...some)
    if (rows.length > limit) return { rows: rows.slice(0, limit), more: true }
    if (some.length < most) return { rows, more: false }
  }
}
