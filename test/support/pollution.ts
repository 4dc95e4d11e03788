/** Names that lead from a plain object to what all objects share, and others that an object has without being given. */
const ways = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__']
/** What would be seen if it worked: names of our own, and names that the desk reads. */
const marks = ['polluted', 'ok', 'text', 'to', 'limit', 'status', 'enumerable', 'then', 'toJSON', 'length']

export interface Pollution {
  /** As JSON, since an object literal would set the prototype instead of naming it. */
  json: string
  /** As `a[b]=c`. */
  pairs: string
}

/** Some 500 arguments that pollute a careless reader: one that merges, sets by path or copies what it is given. */
export const pollutions: readonly Pollution[] = ways.flatMap((way) =>
  marks.flatMap((mark) => {
    const at = (...path: string[]) => {
      const [first = '', ...rest] = path
      return `${first}${rest.map((each) => `[${each}]`).join('')}=x`
    }
    const nest = (...path: string[]) => path.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, '"x"')
    const escaped = way.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
    return [
      { json: nest(way, mark), pairs: at(way, mark) },
      { json: nest('constructor', 'prototype', way, mark), pairs: at('constructor', 'prototype', way, mark) },
      { json: nest('fields', way, mark), pairs: at('fields', way, mark) },
      { json: nest('a', 'constructor', 'prototype', mark), pairs: at('a', 'constructor', 'prototype', mark) },
      { json: nest(way, way, mark), pairs: `${way}.${mark}=x` },
      { json: `{"${escaped}":{"${mark}":"x"}}`, pairs: `${encodeURIComponent(way)}%5B${mark}%5D=x` },
      { json: `{"submissionId":"a","to":"447700900123","${way}":{"${mark}":"x"}}`, pairs: `text=x&${at(way, mark)}` },
      { json: `[${nest(way, mark)}]`, pairs: `${way}=x&${mark}=x` },
    ]
  }),
)
