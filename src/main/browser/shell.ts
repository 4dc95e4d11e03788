import { createServer } from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import { call } from '../call.ts'
import type { Host } from '../host.ts'
import { type Log, noLog } from '../log/log.ts'
import { securityHeaders } from '../page-headers.ts'
import { doors } from './doors.ts'
import { eventStream } from './event-stream.ts'

/** Bytes of one call's argument: a run of the most customers, with all that a list knows of each. */
const argumentLimit = 16 * 1024 * 1024

export interface BrowserShell {
  /** With the token in the fragment, which browsers never send. */
  url: string
  api: string
  token: string
  /** Whether a page is open. */
  watched(): boolean
  close(): Promise<void>
}

/**
 * The same contract for an ordinary browser, on 127.0.0.1 only.
 *
 * Whoever is not let in gets a 4xx with an empty body. There is never a 408: Chromium repeats a POST that is answered so.
 *
 * @param renderer folder of the built window
 * @param port 0 takes a free one
 */
export async function openBrowserShell(needs: {
  host: Host
  renderer: string
  port: number
  unexpected: (what: string, error: unknown) => void
  log?: Pick<Log, 'say'>
}): Promise<BrowserShell> {
  const { host, unexpected, log = noLog } = needs
  const turnAway = (response: Response, status: 401 | 403 | 421, why: 'token' | 'origin' | 'host') => {
    log.say('visitorRefused', { why })
    response.status(status).end()
  }
  const door = doors()
  const events = eventStream(host)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.set('query parser', 'simple')

  app.use((request, response, next) => {
    response.set({ ...securityHeaders, 'x-frame-options': 'DENY' })
    if (!door.hostIsOurs(request)) turnAway(response, 421, 'host')
    else if (!(request.method === 'GET' && !/^\/api/i.test(request.path)) && !door.originIsOurs(request))
      turnAway(response, 403, 'origin')
    else next()
  })

  app.post('/api/session', (request, response) => {
    if (!door.hasToken(request)) turnAway(response, 401, 'token')
    else response.status(204).set({ 'set-cookie': door.cookie(), 'cache-control': 'no-store' }).end()
  })
  app.use('/api', (request, response, next) => {
    if (door.isKnown(request)) next()
    else turnAway(response, 401, 'token')
  })
  app.get('/api/events', (request, response) => events.serve(request, response))
  app.post(
    '/api/:call',
    isJson,
    express.raw({ type: () => true, limit: argumentLimit, inflate: false }),
    async (request, response) => {
      const argument = readJson(request.body as Buffer | undefined)
      const answer = await call(host.calls, request.params.call, argument, unexpected, (name, code) =>
        log.say('callRefused', { call: name, code }),
      )
      response.set('cache-control', 'no-store').json(answer)
    },
  )
  app.use('/api', (_request, response) => void response.status(404).end())

  app.use(express.static(needs.renderer, { index: 'index.html', redirect: false, fallthrough: true }))
  app.use((_request, response) => void response.status(404).end())
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error)
    if (status === 500) unexpected('browser shell', error)
    if (response.headersSent) response.destroy()
    else response.status(status).end()
  })

  // Without a Host it is refused by the first handler; Node's own answer has none of our headers.
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, requireHostHeader: false }, app)
  server.on('checkExpectation', app)
  // Node would answer 408 to a slow request, and a browser would send it again.
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(needs.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  door.open(port)
  const origin = `http://127.0.0.1:${port}`
  return {
    url: `${origin}/#token=${door.token}`,
    api: `${origin}/api`,
    token: door.token,
    watched: events.watched,
    close: () =>
      new Promise((resolve) => {
        events.close()
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1000).unref()
      }),
  }
}

function isJson(request: Request, response: Response, next: NextFunction): void {
  if (/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '')) next()
  else response.status(415).end()
}

/** Broken JSON becomes an argument that no reader takes, so that it is answered like any other wrong argument. */
function readJson(body: Buffer | undefined): unknown {
  if (body === undefined || body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return 'not JSON'
  }
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 408 ? status : 500
}
