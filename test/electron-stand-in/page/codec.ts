/**
 * What the structured clone algorithm carries, as text: values travel between the preload's world and the main process
 * through a binding that takes one string. Runs on both sides, and gets into the page as its own source text, so it
 * uses nothing from outside.
 *
 * Every value is a row of a table, and rows point at rows, so that what is shared or circular stays so.
 *
 * @returns `pack` throws for what cannot be cloned, as Electron does
 */
export function codec(): { pack: (value: unknown) => string; unpack: (text: string) => unknown } {
  type Row = [tag: string, content?: unknown]
  const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1)

  const pack = (root: unknown): string => {
    const rows: Row[] = []
    const seen = new Map<unknown, number>()
    const add = (value: unknown): number => {
      const known = typeof value === 'object' && value !== null ? seen.get(value) : undefined
      if (known !== undefined) return known
      const at = rows.push(['plain']) - 1
      if (typeof value === 'object' && value !== null) seen.set(value, at)
      rows[at] = rowOf(value)
      return at
    }
    const rowOf = (value: unknown): Row => {
      if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
      if (value === undefined) return ['undefined']
      if (typeof value === 'bigint') return ['bigint', String(value)]
      if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
        return ['number', Object.is(value, -0) ? '-0' : String(value)]
      if (typeof value !== 'object' || value === null) return ['plain', value]
      if (Array.isArray(value)) return ['array', value.map(add)]
      if (value instanceof Date) return ['date', value.getTime()]
      if (value instanceof Map) return ['map', [...value].map(([key, item]) => [add(key), add(item)])]
      if (value instanceof Set) return ['set', [...value].map(add)]
      if (value instanceof Error) return ['error', [value.name, value.message]]
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes =
          value instanceof ArrayBuffer
            ? new Uint8Array(value)
            : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        let text = ''
        for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
        return ['bytes', btoa(text)]
      }
      if (kindOf(value) !== 'Object') throw new Error('An object could not be cloned.')
      return ['object', Object.entries(value).map(([key, item]) => [key, add(item)])]
    }
    add(root)
    return JSON.stringify(rows)
  }

  const unpack = (text: string): unknown => {
    const rows = JSON.parse(text) as Row[]
    const made = new Map<number, unknown>()
    const keep = <Value>(at: number, value: Value): Value => {
      made.set(at, value)
      return value
    }
    const take = (at: number): unknown => {
      if (made.has(at)) return made.get(at)
      const [tag, content] = rows[at] ?? ['undefined']
      const items = content as number[]
      switch (tag) {
        case 'undefined':
          return undefined
        case 'plain':
          return content
        case 'bigint':
          return BigInt(content as string)
        case 'number':
          return Number(content)
        case 'date':
          return keep(at, new Date(content as number))
        case 'error': {
          const [name, message] = content as [string, string]
          return keep(at, Object.assign(new Error(message), { name }))
        }
        case 'bytes':
          return keep(
            at,
            Uint8Array.from(atob(content as string), (letter) => letter.charCodeAt(0)),
          )
        case 'array': {
          const array = keep(at, [] as unknown[])
          for (const item of items) array.push(take(item))
          return array
        }
        case 'set': {
          const set = keep(at, new Set())
          for (const item of items) set.add(take(item))
          return set
        }
        case 'map': {
          const map = keep(at, new Map())
          for (const [key, item] of content as [number, number][]) map.set(take(key), take(item))
          return map
        }
        default: {
          const object = keep(at, {} as Record<string, unknown>)
          for (const [key, item] of content as [string, number][])
            Object.defineProperty(object, key, {
              value: take(item),
              enumerable: true,
              writable: true,
              configurable: true,
            })
          return object
        }
      }
    }
    return take(0)
  }

  return { pack, unpack }
}
