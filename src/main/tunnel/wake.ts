import { networkInterfaces } from 'node:os'

/** Notices that the computer slept or changed its network, also where no operating system tells of it. */
export interface WakeWatch {
  /** The system says that it falls asleep now. */
  sleeps(): void
  /** The system says that it woke: told at once, and not once more by the timer. */
  wakes(): void
  close(): void
}

/**
 * A timer that should fire every few seconds and by the clock on the wall fires much later was held up: the computer
 * slept, or this process was stopped. A clock that is put forward looks the same, and a look too many does no harm.
 *
 * @param needs.onWake `asleepSince` is the last moment awake, epoch ms; also called when the network changed meanwhile
 * @param needs.now epoch ms
 * @param needs.addresses what this computer is reached by, as one text to compare
 */
export function watchWake(needs: {
  onWake: (asleepSince: number) => void
  onNetwork: () => void
  now: () => number
  addresses?: () => string
  timings?: { everyMs: number; lateMs: number }
}): WakeWatch {
  const { now, addresses = outwardAddresses, timings: { everyMs, lateMs } = { everyMs: 5_000, lateMs: 15_000 } } = needs
  let last = now()
  let known = addresses()
  let asleepSince: number | null = null
  const woke = (since: number) => {
    asleepSince = null
    last = now()
    needs.onWake(since)
  }
  const timer = setInterval(() => {
    const [before, knownBefore] = [last, known]
    last = now()
    known = addresses()
    if (last - before - everyMs > lateMs) woke(asleepSince ?? before)
    else if (known !== knownBefore) needs.onNetwork()
  }, everyMs)
  timer.unref()
  return {
    sleeps: () => {
      asleepSince = now()
    },
    wakes: () => {
      if (asleepSince !== null) woke(asleepSince)
    },
    close: () => clearInterval(timer),
  }
}

/** Link-local ones come and go with every container and cable, and lead nowhere. */
function outwardAddresses(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, each = []]) =>
    each
      .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
      .map(({ address }) => `${name} ${address}`),
  )
  return all.toSorted().join('\n')
}
