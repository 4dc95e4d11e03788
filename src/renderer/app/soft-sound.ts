/** Asked for and not allowed by then, it would come at a click that has nothing to do with it. */
const lateMs = 1_000
const seconds = 0.5

let context: AudioContext | null = null

/** One soft tone. Until somebody has pressed anything in this window a browser allows none, and then there is none. */
export function playSoftly(): void {
  try {
    context ??= new AudioContext()
  } catch {
    return // Nothing here can sound.
  }
  const at = performance.now()
  const playing = context
  playing.resume().then(
    () => {
      if (performance.now() - at < lateMs) tone(playing)
    },
    () => {},
  )
}

function tone(context: AudioContext): void {
  const from = context.currentTime
  const level = context.createGain()
  level.gain.setValueAtTime(0, from)
  level.gain.linearRampToValueAtTime(0.08, from + 0.02)
  level.gain.exponentialRampToValueAtTime(0.0001, from + seconds)
  const oscillator = context.createOscillator()
  oscillator.frequency.value = 587
  oscillator.connect(level).connect(context.destination)
  oscillator.onended = () => void context.suspend()
  oscillator.start(from)
  oscillator.stop(from + seconds)
}
