import type { Answer, Argument, DeskApi, DeskEvents } from '../shared/desk-api.ts'
import { type CallName, callNames, type EventName } from '../shared/desk-names.ts'
import { type Result, refused } from '../shared/result.ts'
import type { Connection, LinkEvent } from './connect.ts'

interface HttpNeeds {
  /** From the address the shell printed; null when the page was reloaded and a cookie stands for it. */
  token: string | null
  fetch: (path: string, init: RequestInit) => Promise<Response>
  openEvents: (path: string) => EventSource
}

// A call must not wait for ever for an event stream that a proxy holds back.
const openEventsWithinMs = 2_000

/** The same DeskApi as the preload's, over HTTP and server-sent events. */
export function openHttpDesk(needs: HttpNeeds): Connection {
  const listeners: { [Name in EventName]: Set<(data: DeskEvents[Name], seq: number) => void> } = {
    message: new Set(),
    gone: new Set(),
    desk: new Set(),
    run: new Set(),
    thread: new Set(),
  }
  const watchers = new Set<(event: LinkEvent) => void>()
  const tell = (event: LinkEvent) => {
    for (const watcher of watchers) watcher(event)
  }
  const emit = <Name extends EventName>(name: Name, data: DeskEvents[Name], seq: number) => {
    for (const listener of listeners[name]) listener(data, seq)
  }

  // The first question is asked once events flow: what happens in between would otherwise be in neither.
  const ready = exchange(needs).then(() => openStream(needs, emit, tell))

  const posts = Object.fromEntries(
    callNames.map((name) => [
      name,
      async (argument: unknown) => {
        await ready
        return post(needs, name, argument, tell)
      },
    ]),
  ) as { [Call in CallName]: (argument: Argument<Call>) => Promise<Result<Answer<Call>>> }

  const desk: DeskApi = {
    ...posts,
    on: (name, listener) => {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
  }
  return {
    desk,
    watch: (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

async function exchange({ token, fetch }: HttpNeeds): Promise<void> {
  if (token === null) return
  await fetch('/api/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } }).catch(() => undefined)
}

async function post(
  { fetch }: HttpNeeds,
  name: CallName,
  argument: unknown,
  tell: (event: LinkEvent) => void,
): Promise<Result<never>> {
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(argument),
      // A draft's last words are sent as the page goes.
      ...((name === 'saveDraft' || name === 'saveNoteDraft') && { keepalive: true }),
    })
    if (response.ok) return (await response.json()) as Result<never>
    if (response.status === 401 || response.status === 403) {
      tell('shut')
      return refused(
        'shut-out',
        'This page is no longer let in. Open the address that the desk printed when it started.',
      )
    }
    return refused('failed', 'The desk did not take this. Nothing was changed twice; try again.')
  } catch {
    return refused(
      'disconnected',
      'The desk does not answer. What you typed is kept; press again once it is back, and it happens only once.',
    )
  }
}

function openStream(
  { openEvents }: HttpNeeds,
  emit: <Name extends EventName>(name: Name, data: DeskEvents[Name], seq: number) => void,
  tell: (event: LinkEvent) => void,
): Promise<void> {
  const stream = openEvents('/api/events')
  const seqOf = (event: MessageEvent) => Number(event.lastEventId) || 0
  let opened = false
  let waited = false
  stream.addEventListener('message', (event: MessageEvent<string>) => {
    const data = JSON.parse(event.data) as DeskEvents['message'] | DeskEvents['message'][number]
    emit('message', Array.isArray(data) ? data : [data], seqOf(event))
  })
  stream.addEventListener('gone', (event: MessageEvent<string>) => {
    emit('gone', JSON.parse(event.data) as DeskEvents['gone'], seqOf(event))
  })
  stream.addEventListener('desk', (event: MessageEvent<string>) => {
    emit('desk', JSON.parse(event.data) as DeskEvents['desk'], seqOf(event))
  })
  stream.addEventListener('run', (event: MessageEvent<string>) => {
    emit('run', JSON.parse(event.data) as DeskEvents['run'], seqOf(event))
  })
  stream.addEventListener('thread', (event: MessageEvent<string>) => {
    emit('thread', JSON.parse(event.data) as DeskEvents['thread'], seqOf(event))
  })
  stream.addEventListener('reset', () => tell('reset'))
  return new Promise((resolve) => {
    const first = () => {
      waited = true
      resolve()
    }
    const timer = setTimeout(first, openEventsWithinMs)
    stream.addEventListener('open', () => {
      // Opened again, or only after the first answers were there: something may have happened unheard.
      if (opened) tell('back')
      if (opened || waited) tell('reset')
      opened = true
      clearTimeout(timer)
      first()
    })
    stream.addEventListener('error', () => {
      tell(stream.readyState === stream.CLOSED ? 'shut' : 'lost')
      clearTimeout(timer)
      first()
    })
  })
}
