import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { useCallback } from 'react'

/**
 * The rows of a virtual list that exist: those in sight, and the one that has the focus, also while it is scrolled out
 * of sight, or focus would fall to the page.
 *
 * @param index of that row; -1 for none
 */
export const useRangeWith = (index: number) =>
  useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      return index < 0 || index >= range.count || shown.includes(index)
        ? shown
        : [...shown, index].sort((one, other) => one - other)
    },
    [index],
  )
