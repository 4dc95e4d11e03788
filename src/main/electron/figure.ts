const { format } = new Intl.NumberFormat('en-GB')

/** A count as English and Chinese both write it: 10,000. */
export const figure = (count: number): string => format(count)
