// A window behind others gets no frames, but its counts and its memory must go on.
const atMostMs = 200

/** Runs before the next picture, or shortly after when none is drawn. */
export function nextFrame(run: () => void): void {
  let ran = false
  const once = () => {
    if (ran) return
    ran = true
    run()
  }
  requestAnimationFrame(once)
  setTimeout(once, atMostMs)
}
