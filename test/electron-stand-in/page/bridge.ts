/** A value on its way between the two worlds of a page. Containers are copied, functions and promises get numbers. */
type Crossing =
  | { is: 'value'; value: unknown }
  | { is: 'function' | 'promise'; id: number }
  | { is: 'error'; message: string }
  | { is: 'array'; items: Crossing[] }
  | { is: 'object'; entries: [string, Crossing][] }

type Letter =
  | { kind: 'expose'; name: string; value: Crossing }
  | { kind: 'open'; url: string }
  | { kind: 'call'; id: number; args: Crossing[] }
  | { kind: 'answer'; value: Crossing }
  | { kind: 'threw'; message: string }
  | { kind: 'settle'; id: number; ok: boolean; value: Crossing }

export interface BridgeEnd {
  expose(name: string, value: unknown): void
  open(url: string): void
}
export type MakeBridgeEnd = typeof bridgeEnd

/**
 * One end of the context bridge; the same code runs in both worlds, which share the document and nothing else. Gets
 * into the page as its own source text, so it uses nothing from outside.
 *
 * Events are dispatched at once, and Chromium clones an event's detail from world to world. Their names are random and
 * the functions used are taken before the page's own scripts run, so the page can neither hear nor forge a letter.
 *
 * @param names of the events that this end hears and that the other one hears
 */
export function bridgeEnd(
  names: { here: string; there: string },
  on: { exposed?: (name: string, value: unknown) => void; opened?: (url: string) => void },
): BridgeEnd {
  const deepest = 1000
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const dispatch = window.dispatchEvent.bind(window)
  const Envelope = CustomEvent
  const clone = structuredClone
  let last = 0
  const line: { answer?: Letter | undefined } = {}

  const post = (letter: Letter) => void dispatch(new Envelope(names.there, { detail: letter }))
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

  const pass = (root: unknown): Crossing => {
    const seen = new Map<unknown, Crossing>()
    const cross = (value: unknown, depth: number): Crossing => {
      if (depth > deepest)
        throw new TypeError(
          'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
        )
      if (typeof value === 'symbol') return { is: 'value', value: undefined }
      if (typeof value === 'function') {
        last += 1
        functions.set(last, value as (...args: unknown[]) => unknown)
        return { is: 'function', id: last }
      }
      if (typeof value !== 'object' || value === null) return { is: 'value', value }
      const known = seen.get(value)
      if (known !== undefined) return known
      const kind = Object.prototype.toString.call(value)
      if (value instanceof Promise) {
        last += 1
        const id = last
        value.then(
          (result) => settle(id, true, result),
          (error) => settle(id, false, error instanceof Error ? error : new Error(String(error))),
        )
        return { is: 'promise', id }
      }
      if (value instanceof Error) return { is: 'error', message: value.message }
      if (Array.isArray(value)) {
        const array = { is: 'array' as const, items: [] as Crossing[] }
        seen.set(value, array)
        for (const item of value) array.items.push(cross(item, depth + 1))
        return array
      }
      if (kind === '[object Object]') {
        const object = { is: 'object' as const, entries: [] as [string, Crossing][] }
        seen.set(value, object)
        for (const [key, item] of Object.entries(value))
          if (typeof item !== 'symbol') object.entries.push([key, cross(item, depth + 1)])
        return object
      }
      return { is: 'value', value: clone(value) }
    }
    return cross(root, 0)
  }
  const settle = (id: number, ok: boolean, value: unknown) => {
    try {
      post({ kind: 'settle', id, ok, value: pass(value) })
    } catch (error) {
      post({ kind: 'settle', id, ok: false, value: { is: 'error', message: messageOf(error) } })
    }
  }

  const take = (root: Crossing, frozen: boolean): unknown => {
    const made = new Map<Crossing, unknown>()
    const seal = <Value>(value: Value): Value => (frozen ? Object.freeze(value) : value)
    const build = (crossing: Crossing): unknown => {
      if (made.has(crossing)) return made.get(crossing)
      switch (crossing.is) {
        case 'value':
          return crossing.value
        case 'error':
          return new Error(crossing.message)
        case 'promise':
          return new Promise((resolve, reject) => pending.set(crossing.id, { resolve, reject }))
        case 'function':
          return seal((...args: unknown[]) => {
            line.answer = undefined
            post({ kind: 'call', id: crossing.id, args: args.map(pass) })
            const came = line.answer as Letter | undefined
            if (came?.kind === 'threw') throw new Error(came.message)
            return came?.kind === 'answer' ? take(came.value, false) : undefined
          })
        case 'array': {
          const array: unknown[] = []
          made.set(crossing, array)
          for (const item of crossing.items) array.push(build(item))
          return seal(array)
        }
        case 'object': {
          const object: Record<string, unknown> = {}
          made.set(crossing, object)
          for (const [key, item] of crossing.entries)
            Object.defineProperty(object, key, {
              value: build(item),
              enumerable: true,
              writable: true,
              configurable: true,
            })
          return seal(object)
        }
      }
    }
    return build(root)
  }

  const run = (id: number, args: Crossing[]): Letter => {
    try {
      return { kind: 'answer', value: pass(functions.get(id)?.(...args.map((each) => take(each, false)))) }
    } catch (error) {
      return { kind: 'threw', message: messageOf(error) }
    }
  }

  window.addEventListener(names.here, (event) => {
    event.stopImmediatePropagation()
    const letter = (event as CustomEvent<Letter>).detail
    switch (letter.kind) {
      case 'call':
        return post(run(letter.id, letter.args))
      case 'answer':
      case 'threw':
        line.answer = letter
        return
      case 'settle': {
        const waiting = pending.get(letter.id)
        pending.delete(letter.id)
        const value = take(letter.value, false)
        if (letter.ok) waiting?.resolve(value)
        else waiting?.reject(value as Error)
        return
      }
      case 'expose':
        return on.exposed?.(letter.name, take(letter.value, true))
      case 'open':
        return on.opened?.(letter.url)
    }
  })

  return {
    expose: (name, value) => post({ kind: 'expose', name, value: pass(value) }),
    open: (url) => post({ kind: 'open', url }),
  }
}
