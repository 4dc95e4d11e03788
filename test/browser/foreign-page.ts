import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// What a page of somebody else's may try on a browser shell of this computer.

/** A web server that serves an empty page under any name, and keeps what else it is asked. */
export async function startForeignServer() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>foreign</title><body></body>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A shell without any of our rules: whoever posts JSON is served, and cookies are not asked for. */
export async function startOpenShell() {
  const called: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const name = /^\/api\/(\w+)/.exec(request.url ?? '')?.[1]
      // A form puts JSON into the name of its only field, and "=" behind it.
      const sent = decodeURIComponent(Buffer.concat(chunks).toString().replaceAll('+', ' '))
      if (name !== undefined && request.method === 'POST' && sent.includes('{')) called.push(name)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"value":{"mode":"live"}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    called,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export interface Tried {
  attempts: number
  /** Ways by which a page read an answer that says `"ok":true`, or heard an event. */
  read: string[]
}

/**
 * Runs inside a foreign page: every way of asking that a page has, for each call. What was changed is seen at the
 * other end.
 *
 * @param needs.base where the shell is, as this page may name it
 */
export async function tryEverything(needs: {
  base: string
  calls: { name: string; argument: string }[]
}): Promise<Tried> {
  const { base, calls } = needs
  const tried: Tried = { attempts: 0, read: [] }
  const within = <Value>(promise: Promise<Value>) =>
    Promise.race([promise, new Promise<null>((resolve) => setTimeout(() => resolve(null), 800))]).catch(() => null)
  const saw = (way: string, text: unknown) => {
    if (typeof text === 'string' && text.includes('"ok":true')) tried.read.push(way)
  }
  const posted = (type: string, init: RequestInit) => async (url: string, body: string) =>
    fetch(url, { method: 'POST', body, headers: type === '' ? {} : { 'content-type': type }, ...init }).then((answer) =>
      answer.text(),
    )
  const framed = (fill: (frame: HTMLIFrameElement) => void) =>
    new Promise<string>((resolve) => {
      const frame = document.createElement('iframe')
      frame.name = `frame-${Math.random()}`
      frame.addEventListener('load', () => {
        try {
          const text = frame.contentDocument?.body.textContent ?? ''
          if (frame.contentWindow?.location.href !== 'about:blank') resolve(text)
        } catch {
          resolve('')
        }
      })
      document.body.append(frame)
      fill(frame)
    })
  const form = (encoding: string) => (url: string, body: string) =>
    framed((frame) => {
      const sent = document.createElement('form')
      const field = document.createElement('input')
      Object.assign(sent, { action: url, method: 'post', target: frame.name, enctype: encoding })
      Object.assign(field, { name: body, value: '' })
      sent.append(field)
      document.body.append(sent)
      sent.submit()
    })
  const ways: Record<string, (url: string, body: string) => Promise<unknown>> = {
    JSON: posted('application/json', { credentials: 'include' }),
    'plain text': posted('text/plain', { credentials: 'include' }),
    'no cors': posted('', { mode: 'no-cors', credentials: 'include' }),
    'no cors, kept alive': posted('text/plain', { mode: 'no-cors', credentials: 'include', keepalive: true }),
    form: form('application/x-www-form-urlencoded'),
    'form as plain text': form('text/plain'),
    beacon: async (url, body) => navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' })),
    XMLHttpRequest: (url, body) =>
      new Promise((resolve) => {
        const asked = new XMLHttpRequest()
        asked.open('POST', url)
        asked.withCredentials = true
        asked.onloadend = () => resolve(asked.responseText)
        asked.send(body)
      }),
    GET: async (url) => fetch(url, { credentials: 'include' }).then((answer) => answer.text()),
    'a frame': (url) => framed((frame) => (frame.src = url)),
    'a script': (url) =>
      new Promise((resolve) => {
        const script = document.createElement('script')
        script.addEventListener('error', resolve)
        script.addEventListener('load', resolve)
        script.src = url
        document.head.append(script)
      }),
  }
  for (const { name, argument } of calls)
    await Promise.all(
      Object.entries(ways).map(async ([way, go]) => {
        tried.attempts += 1
        saw(`${way}: ${name}`, await within(go(`${base}/api/${name}`, argument)))
      }),
    )
  tried.attempts += 2
  const heard = await within(
    new Promise<string>((resolve) => {
      const events = new EventSource(`${base}/api/events`, { withCredentials: true })
      events.addEventListener('desk', () => resolve('heard'))
      events.addEventListener('error', () => resolve('refused'))
    }),
  )
  if (heard === 'heard') tried.read.push('events')
  const socket = await within(
    new Promise<string>((resolve) => {
      const opened = new WebSocket(`${base.replace('http', 'ws')}/api/events`)
      opened.addEventListener('open', () => resolve('opened'))
      opened.addEventListener('error', () => resolve('refused'))
    }),
  )
  if (socket === 'opened') tried.read.push('web socket')
  return tried
}
