import { done, type Result, refused } from '../shared/result.ts'
import { type Mode, noDesk, type Seat, type seating } from './seating.ts'
import { StartRefused } from './start-refused.ts'
import { isDamageCode, StoreUnusable } from './store/unusable.ts'

/** The one seat that there is at a time, and how it gives way to the next. */
export interface OneSeat {
  now(): Seat
  mode(): Mode
  /** What the desk shows of the things around it has changed. */
  stateChanged(): void
  /** Until the changes that were asked for so far are through. */
  settled(): Promise<unknown>
  /** One change after another; a failed one does not stand in the way of the next. */
  inTurn<Value>(change: () => Promise<Value>): Promise<Value>
  /** In turn only. A desk that cannot start leaves the one that was there. */
  restart(to: Mode): Promise<Result<{ mode: Mode }>>
  /** In turn only. The way in stays open during the work, to say that it is too early. */
  whileShut<Value>(work: (shut: Seat) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

export async function takeSeat(
  first: Mode,
  needs: ReturnType<typeof seating> & {
    /** The mode was changed although its texts cannot be opened. */
    keepMode: (mode: Mode) => void
  },
): Promise<OneSeat> {
  const { start, openSeat, shut } = needs
  let mode = first
  let seat = await openSeat(mode)
  let switching: Promise<unknown> = Promise.resolve()

  /** There was one here, so whatever is the matter is said in its window. */
  const openAgain = (mode: Mode) =>
    openSeat(mode).catch((error: unknown) => {
      if (error instanceof StoreUnusable) return shut(mode, error)
      throw error
    })
  const stateChanged = () => seat.desk?.stateChanged()

  return {
    now: () => seat,
    mode: () => mode,
    stateChanged,
    settled: () => switching,
    inTurn: (change) => {
      const next = switching.then(change)
      switching = next.catch(() => {})
      return next
    },
    async restart(to) {
      await seat.close()
      try {
        seat = await start(to)
        mode = to
        return done({ mode })
      } catch (error) {
        if (error instanceof StoreUnusable && isDamageCode(error.code)) {
          // Its replies come here from now on, and are told to come again until a backup is in its place.
          seat = await shut(to, error)
          mode = to
          needs.keepMode(to)
          return noDesk(seat)
        }
        // Better the desk that was there than none: its window would show nothing and receive nothing.
        seat = await openAgain(mode)
        if (error instanceof StartRefused) return { ok: false, problem: error.problem }
        if (error instanceof StoreUnusable) return refused(error.code, error.message)
        throw error
      } finally {
        stateChanged()
      }
    },
    async whileShut(work) {
      if (seat.desk !== null) {
        await seat.close()
        seat = await shut(mode, null)
      }
      try {
        return await work(seat)
      } finally {
        await seat.close()
        seat = await openAgain(mode)
        stateChanged()
      }
    },
    async close() {
      await switching
      await seat.close()
    },
  }
}
