import { createContext, useContext } from 'react'
import type { Words } from './words.ts'

export const WordsContext = createContext<Words | null>(null)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('useWords outside of WordsContext')
  return words
}
