import { createContext, useContext } from 'react'

/** Whether this desk is in other hands: then nothing is offered that would change something. */
export const ReadOnlyContext = createContext(false)

export const useReadOnly = () => useContext(ReadOnlyContext)
