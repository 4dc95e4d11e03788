import { expect, test } from 'vitest'
import type { LinkEvent } from '../../src/renderer/connect.ts'
import { openHttpDesk } from '../../src/renderer/http-desk.ts'
import type { Message } from '../../src/shared/message.ts'
import { inbound } from './messages.ts'

/** The shell's side: what was asked of it, and an event stream moved by hand. */
function openShell(token: string | null = 'secret') {
  const asked: string[] = []
  const outliving: string[] = []
  const stream = Object.assign(new EventTarget(), { readyState: 0, CLOSED: 2 })
  let answer = async () => new Response(JSON.stringify({ ok: true, value: { messages: [] } }))
  const connection = openHttpDesk({
    token,
    fetch: (path, init) => {
      const { authorization } = (init.headers ?? {}) as Record<string, string>
      asked.push(authorization === undefined ? path : `${path} ${authorization}`)
      if (init.keepalive === true) outliving.push(path)
      return path === '/api/session' ? Promise.resolve(new Response(null, { status: 204 })) : answer()
    },
    openEvents: (path) => {
      asked.push(path)
      return stream as unknown as EventSource
    },
  })
  const links: LinkEvent[] = []
  connection.watch((event) => links.push(event))
  const happen = (name: string, data?: unknown, lastEventId = '') =>
    stream.dispatchEvent(
      data === undefined ? new Event(name) : new MessageEvent(name, { data: JSON.stringify(data), lastEventId }),
    )
  const answerWith = (next: typeof answer) => {
    answer = next
  }
  return {
    ...connection,
    asked,
    outliving,
    links,
    stream,
    happen,
    answerWith,
    listening: () => expect.poll(() => asked).toContain('/api/events'),
  }
}

test('the token is exchanged once, and the first question waits until events flow', async () => {
  const { desk, asked, happen, listening } = openShell()
  const answer = desk.listMessages({})
  await listening()
  expect(asked).toEqual(['/api/session Bearer secret', '/api/events'])
  happen('open')
  expect(await answer).toEqual({ ok: true, value: { messages: [] } })
  expect(asked).toEqual(['/api/session Bearer secret', '/api/events', '/api/listMessages'])
})

test('a reloaded page has no token and lets its cookie speak', async () => {
  const { asked, listening } = openShell(null)
  await listening()
  expect(asked).toEqual(['/api/events'])
})

test('the last words of a draft, of a text or of a note, outlive the page', async () => {
  const { desk, outliving, happen, listening } = openShell()
  const draft = { customer: '+447700900123', text: 'Side gate' }
  const kept = Promise.all([desk.saveDraft(draft), desk.saveNoteDraft(draft), desk.listMessages({})])
  await listening()
  happen('open')
  await kept
  expect(outliving).toEqual(['/api/saveDraft', '/api/saveNoteDraft'])
})

test('one message or many, the window hears an array with its number', async () => {
  const { desk, happen, listening } = openShell()
  await listening()
  const heard: [Message[], number][] = []
  desk.on('message', (messages, seq) => heard.push([messages, seq]))
  happen('message', inbound(1), '7')
  happen('message', [inbound(2), inbound(3)], '9')
  expect(heard).toEqual([
    [[inbound(1)], 7],
    [[inbound(2), inbound(3)], 9],
  ])
})

test('the window hears which messages are gone', async () => {
  const { desk, happen, listening } = openShell()
  await listening()
  const heard: string[][] = []
  desk.on('gone', (ids) => heard.push(ids))
  happen('gone', ['m2', 'm3'])
  expect(heard).toEqual([['m2', 'm3']])
})

test('a stream that comes back means that something may have been missed', async () => {
  const { links, happen, listening } = openShell()
  await listening()
  happen('open')
  expect(links).toEqual([])
  happen('error')
  happen('open')
  happen('reset')
  expect(links).toEqual(['lost', 'back', 'reset', 'reset'])
})

test('no answer is a problem in words, and so is a page that is not let in', async () => {
  const { desk, links, happen, listening, answerWith } = openShell()
  await listening()
  happen('open')
  answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await desk.getDesk({})).toMatchObject({ ok: false, problem: { code: 'disconnected' } })
  answerWith(async () => new Response(null, { status: 401 }))
  expect(await desk.getDesk({})).toMatchObject({ ok: false, problem: { code: 'shut-out' } })
  expect(links).toEqual(['shut'])
})
