import { useEffect, useState } from 'react'

const minuteMs = 60_000

/** Now, once a minute: for "since", for days that change at midnight, for receipts that do not come. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
