import { createContext, useContext } from 'react'

/** Whether the desk no longer lets this page in, as after a restart: then trying again leads nowhere. */
export const ShutOutContext = createContext(false)

export const useShutOut = () => useContext(ShutOutContext)
