/** A value that tells when it was replaced. Stores are made of these; React reads them through `useObservable`. */
export interface Observable<Value> {
  getSnapshot(): Value
  /** @returns its own undo */
  subscribe(listener: () => void): () => void
}

export function makeObservable<Value>(initial: Value): Observable<Value> & { set(next: Value): void } {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    getSnapshot: () => value,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
  }
}
