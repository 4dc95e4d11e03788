/** What the page under test saw. Times in milliseconds. */
export interface Seen {
  /** From just before the webhook was written to the first task after the frame that shows its row. */
  latencies: number[]
  /** Pictures drawn since `reset`. */
  frames: number
  sinceMs: number
  /** Longest time between two pictures. */
  longestGapMs: number
  /** Tasks of the page over 50 ms. */
  longTasks: number[]
  /** From the first task that a picture waited for to the end of that picture, where it was over 50 ms. */
  longFrames: number[]
}

declare global {
  interface Window {
    probe: { reset(): void; read(): Seen; scroll(on: boolean): void }
  }
}

/**
 * Runs in the page before anything of the page's own. A row that holds "@" and a time was sent then; both clocks are
 * the computer's, so their difference is what somebody at the window waited.
 */
export function installProbe(): void {
  const now = () => performance.timeOrigin + performance.now()
  let seen: Seen = { latencies: [], frames: 0, sinceMs: now(), longestGapMs: 0, longTasks: [], longFrames: [] }
  let waiting: number[] = []
  const known = new Set<string>()
  let scrolling = false
  let down = true
  let lastFrame = now()

  const look = (node: Node) => {
    for (const [sign, sent] of (node.textContent ?? '').matchAll(/@(\d{13}\.\d{2})/g)) {
      if (known.has(sign)) continue
      known.add(sign)
      waiting.push(Number(sent))
    }
  }
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') look(target)
      else for (const node of addedNodes) look(node)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })

  const afterFrame = new MessageChannel()
  afterFrame.port1.onmessage = () => {
    const painted = now()
    for (const sent of waiting) seen.latencies.push(painted - sent)
    waiting = []
  }
  const frame = () => {
    const at = now()
    seen.frames += 1
    seen.longestGapMs = Math.max(seen.longestGapMs, at - lastFrame)
    lastFrame = at
    const log = document.querySelector('#log')
    if (scrolling && log !== null) {
      const before = log.scrollTop
      log.scrollTop += down ? 60 : -60
      if (log.scrollTop === before) down = !down
    }
    // What was put in before or during this frame is on the screen when the next task runs.
    afterFrame.port2.postMessage(null)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longTasks.push(task.duration)
  }).observe({ type: 'longtask' })
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) seen.longFrames.push(frame.duration)
  }).observe({ type: 'long-animation-frame' })

  window.probe = {
    reset: () => {
      seen = { latencies: [], frames: 0, sinceMs: now(), longestGapMs: 0, longTasks: [], longFrames: [] }
      lastFrame = now()
    },
    read: () => ({ ...seen, sinceMs: now() - seen.sinceMs }),
    scroll: (on) => {
      scrolling = on
    },
  }
}
