/**
 * What somebody said the columns of a list are. A column goes by its name in the header, in lower case; where it has none
 * by its place and what stands in it: "#0 phone". Nothing of a list's lines is in it.
 */
export interface ListColumns {
  /** All columns of the list, sorted: the same ones in another order are the same list. */
  list: string[]
  /** Best first. */
  phones: string[]
  name: string | null
  /** By the question's field; null where the same is written for all lines. */
  fields: [field: string, column: string | null][]
}

/** So many lists are remembered; the one that was said longest ago is forgotten first. */
export const listsMost = 50
export const listColumnsMost = 200
/** Characters of a column's name. */
export const columnNameMost = 100

/** Of questions with other fields all are kept. */
export const listFieldsMost = 100

export const isSameList = (one: Pick<ListColumns, 'list'>, other: Pick<ListColumns, 'list'>): boolean =>
  JSON.stringify(one.list) === JSON.stringify(other.list)

/** With what was said of the fields of other questions. */
export const remember = (known: readonly ListColumns[], said: ListColumns): ListColumns[] => {
  const before = known.find((each) => isSameList(each, said))
  const fields = [...new Map([...(before?.fields ?? []), ...said.fields])].slice(-listFieldsMost)
  return [{ ...said, fields }, ...known.filter((each) => each !== before)].slice(0, listsMost)
}
