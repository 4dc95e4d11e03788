/** Long enough to get somewhere, and short enough that a key is answered in the next picture. */
const sliceMs = 8
/** The clock is looked at after so many steps. */
const stepsALook = 32

/**
 * Does long work in slices between which the window lives. The first slice is done at once: what is short is done when
 * this returns. What is made of long work has a turn of its own.
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
  let isFirst = true
  const finish = (value: Value) => {
    if (!ended) done(value)
  }
  const slice = () => {
    if (ended) return
    const until = performance.now() + sliceMs
    for (let steps = 1; ; steps += 1) {
      const step = work.next()
      if (step.done === true) return isFirst ? done(step.value) : later(() => finish(step.value))
      if (steps % stepsALook === 0 && performance.now() > until) return later(slice)
    }
  }
  slice()
  isFirst = false
  return () => {
    ended = true
  }
}
