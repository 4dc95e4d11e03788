import type { Request, Response } from 'express'
import type { DeskEvent } from '../events.ts'
import type { Host } from '../host.ts'

/** A stream that a page cannot follow is ended; the page comes back and asks for what it missed. Bytes. */
const backlogLimit = 4 * 1024 * 1024
const heartbeatMs = 15_000

/**
 * Server-sent events. Each carries the number of the change it speaks of, so a page that was cut off names the last one
 * it saw and gets what came after, or `reset` when that is too long ago to say.
 */
export function eventStream(host: Pick<Host, 'onEvents' | 'changesAfter' | 'calls'>) {
  const open = new Set<Response>()

  async function serve(request: Request, response: Response): Promise<void> {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      connection: 'keep-alive',
    })
    response.flushHeaders()
    open.add(response)
    // Only what has been sent whole may be named as seen: a state runs ahead of the messages that are still to come.
    const say = (name: string, data: unknown, seq: number | null) => {
      const id = seq === null ? '' : `id: ${seq}\n`
      if (response.writableLength > backlogLimit) response.destroy()
      else response.write(`event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`)
    }
    // Listen first, then look at what was missed: nothing falls between. What comes meanwhile waits its turn.
    let early: DeskEvent[] | null = []
    const pass = (event: DeskEvent) => say(event.name, event.data, event.name === 'message' ? event.seq : null)
    const stop = host.onEvents((events) => {
      if (early === null) events.forEach(pass)
      else early.push(...events)
    })
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
    response.on('close', () => {
      clearInterval(heartbeat)
      stop()
      open.delete(response)
    })
    const desk = await host.calls.getDesk({})
    const after = Number(request.headers['last-event-id'] ?? request.query.after ?? Number.NaN)
    if (desk.ok && Number.isSafeInteger(after) && after >= 0) {
      const missed = await host.changesAfter(after)
      if (missed === null) say('reset', {}, desk.value.seq)
      else if (Array.isArray(missed.messages) && missed.messages.length > 0)
        say('message', missed.messages, missed.event)
    }
    if (desk.ok) say('desk', desk.value, desk.value.seq)
    early.forEach(pass)
    early = null
  }

  return {
    serve,
    /** Whether a page is open. */
    watched: () => open.size > 0,
    close: () => {
      for (const response of open) response.end()
    },
  }
}
