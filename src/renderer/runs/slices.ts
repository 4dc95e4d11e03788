/** Long enough to get somewhere, and short enough that a key is answered in the next picture. */
const sliceMs = 8
/** The clock is looked at after so many steps. */
const stepsALook = 32

/**
 * Does long work in slices between which the window lives. The first slice is done at once: what is short is done when
 * this returns.
 *
 * @param later runs the next slice
 * @returns ends the work; `done` is not called any more
 */
export function inSlices<Value>(
  work: Generator<void, Value>,
  done: (value: Value) => void,
  later: (run: () => void) => void = (run) => void setTimeout(run),
): () => void {
  let ended = false
  const slice = () => {
    if (ended) return
    const until = performance.now() + sliceMs
    for (let steps = 1; ; steps += 1) {
      const step = work.next()
      if (step.done === true) return done(step.value)
      if (steps % stepsALook === 0 && performance.now() > until) return later(slice)
    }
  }
  slice()
  return () => {
    ended = true
  }
}
