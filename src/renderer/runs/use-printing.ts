import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMedia } from '../app/use-media.ts'

/** Whether the page is being printed: what only exists while it is in sight has to be there then. */
export function usePrinting(): boolean {
  const isPrint = useMedia('print')
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    // At once: the sheet is laid out when this event has been heard.
    const begin = () => flushSync(() => setBegun(true))
    const end = () => setBegun(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrint || begun
}
