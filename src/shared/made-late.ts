/**
 * Values that are made when they are first asked for. Of the readers of a hundred calls a start needs two, and making all
 * of them takes it as long as opening a million texts.
 */
export function madeLate<Makers extends Record<string, () => unknown>>(
  makers: Makers,
): { readonly [Name in keyof Makers]: ReturnType<Makers[Name]> } {
  const values = {}
  for (const [name, make] of Object.entries(makers)) {
    let made: { value: unknown } | null = null
    Object.defineProperty(values, name, {
      enumerable: true,
      get: () => {
        made ??= { value: make() }
        return made.value
      },
    })
  }
  return values as { readonly [Name in keyof Makers]: ReturnType<Makers[Name]> }
}
