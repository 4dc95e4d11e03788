import { knock } from './knock.ts'
import type { FromNgrok, NgrokSettings, ToNgrok } from './ngrok-process.ts'
import { cannotRun, dropped, ended, noConnection, refusal, silent, stopped } from './ngrok-setbacks.ts'
import type { SessionEvents, Setback, TunnelSession } from './supervise.ts'

/** A process of its own for ngrok's client, as its parent sees it. */
export interface NgrokProcess {
  /** Never throws; to one that has ended it says nothing. */
  tell(message: ToNgrok): void
  /** Ends it at once, whatever it is doing. */
  kill(): void
}

/**
 * Starts it. `onEnd` is called once when it has ended, by itself, by `kill` or by a crash of its own.
 *
 * @throws when no process can be started at all
 */
export type StartNgrok = (events: { onMessage: (message: FromNgrok) => void; onEnd: () => void }) => NgrokProcess

/** Waits for the promise, but not longer. */
async function atMost(limitMs: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([promise, new Promise((resolve) => (timer = setTimeout(resolve, limitMs)))])
  clearTimeout(timer)
}

/**
 * One session and the address it serves, in one process, which ends with it: so nothing of a lost session comes back,
 * as ngrok's client would have it, and takes our address.
 *
 * @param needs.openMs for all of it
 * @returns never rejects
 */
export async function openNgrokSession(
  needs: {
    settings: NgrokSettings
    startNgrok: StartNgrok
    openMs: number
    silenceMs: number
    closeMs: number
  },
  events: SessionEvents,
  quit: AbortSignal,
): Promise<TunnelSession | Setback> {
  const { settings, startNgrok, openMs, silenceMs, closeMs } = needs
  const openUntil = performance.now() + openMs
  const answer = Promise.withResolvers<{ baseUrl: string } | Setback>()
  const closed = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  let healthyUntil = 0

  const lost = (setback: Setback) => {
    healthyUntil = 0
    events.onLost(setback)
  }
  function onMessage(message: FromNgrok) {
    switch (message.kind) {
      case 'opened':
        healthyUntil = performance.now() + silenceMs
        return answer.resolve({ baseUrl: message.baseUrl })
      case 'refused':
        return answer.resolve(refusal(message.code))
      case 'cannot-run':
        return answer.resolve(cannotRun)
      case 'heartbeat':
        healthyUntil = performance.now() + silenceMs
        return events.onHeartbeat()
      case 'lost':
        return lost(dropped)
      case 'stopped':
        return events.onLost(stopped)
      case 'closed':
        return closed.resolve()
    }
  }
  const onEnd = () => {
    gone.resolve()
    answer.resolve(ended)
    lost(ended)
  }

  // Costs less than a process, while there is no network and one try follows another.
  const server = await knock(settings.edge?.serverAddress ?? 'connect.ngrok-agent.com:443', openMs, quit)
  if (server === 'silent') return silent
  if (server === 'nobody') return noConnection
  if (quit.aborted) return noConnection
  let ngrok: ReturnType<StartNgrok>
  try {
    ngrok = startNgrok({ onMessage, onEnd })
  } catch {
    return cannotRun
  }
  ngrok.tell({ kind: 'open', settings })

  async function end() {
    ngrok.kill()
    await atMost(closeMs, gone.promise)
  }
  // Who quits does not wait for an answer, and may not be there when it comes.
  quit.addEventListener('abort', ngrok.kill)
  const late = setTimeout(answer.resolve, openUntil - performance.now(), silent)
  const answered = await answer.promise
  clearTimeout(late)
  quit.removeEventListener('abort', ngrok.kill)
  if (!('baseUrl' in answered)) {
    await end()
    return answered
  }
  return {
    baseUrl: answered.baseUrl,
    async close() {
      // So that ngrok frees the address; over a dead line it would not hear of it.
      if (performance.now() < healthyUntil) {
        ngrok.tell({ kind: 'close' })
        await atMost(closeMs, Promise.race([closed.promise, gone.promise]))
      }
      await end()
    },
  }
}
