import type { DeskApi } from '../shared/desk-api.ts'
import { openHttpDesk } from './http-desk.ts'

/** How the way to the desk fares: `lost`, `back`, `shut` (no longer let in), `reset` (events were missed). */
export type LinkEvent = 'lost' | 'back' | 'shut' | 'reset'

export interface Connection {
  desk: DeskApi
  /** @returns undo */
  watch(listener: (event: LinkEvent) => void): () => void
}

/** The desk as the preload publishes it, else the same calls over HTTP to the shell that served this page. */
export function connect(page: Window & { readonly desk?: DeskApi }): Connection {
  if (page.desk !== undefined) return { desk: page.desk, watch: () => () => {} }
  const token = new URLSearchParams(page.location.hash.slice(1)).get('token')
  // The token must not stay in the address bar, where it would be copied, bookmarked and synchronised.
  if (token !== null) page.history.replaceState(null, '', page.location.pathname + page.location.search)
  return openHttpDesk({
    token,
    fetch: (path, init) => page.fetch(path, init),
    openEvents: (path) => new EventSource(path),
  })
}
