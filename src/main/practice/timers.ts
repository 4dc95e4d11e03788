/** Waiting that can be hurried and called off as a whole. */
export interface Timers {
  /** @returns true when the time is over, false at once when everything was called off */
  wait(ms: number): Promise<boolean>
  close(): void
}

/**
 * @param speed how many times faster than a real clock: at 10, a wait of 5000 ms takes 500
 */
export function startTimers(speed: number): Timers {
  const waiting = new Map<NodeJS.Timeout, (over: boolean) => void>()
  let closed = false
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        if (closed) return resolve(false)
        const timer = setTimeout(() => {
          waiting.delete(timer)
          resolve(true)
        }, ms / speed)
        waiting.set(timer, resolve)
      }),
    close() {
      closed = true
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer)
        resolve(false)
      }
      waiting.clear()
    },
  }
}
