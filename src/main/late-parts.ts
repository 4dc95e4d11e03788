import type { Store } from './store/store.ts'

/** A text whose other parts have not come is shown after this long; looked for this often. */
const partsWaitMs = 14_000
const partsCheckMs = 2_000

export function showLateParts(needs: {
  store: Store
  now: () => number
  unexpected: (what: string, error: unknown) => void
}) {
  const { store, now, unexpected } = needs
  const looking = setInterval(() => {
    store.write('showIncompleteSince', now() - partsWaitMs).catch((error: unknown) => unexpected('parts', error))
  }, partsCheckMs)
  return { close: () => clearInterval(looking) }
}
