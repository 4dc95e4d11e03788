import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may talk to the browser shell: a page that was given the token in its address once, and programs that send it.
 *
 * The token holds for the whole run. A page exchanges it for a cookie that scripts cannot read and other sites do not
 * send.
 */
export function doors() {
  const token = randomBytes(32).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  let port = 0

  const cookieName = () => `desk-${port}` // Cookies are shared by all ports of a host.
  const hasToken = (request: IncomingMessage) =>
    same(/^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1], token)
  const hasCookie = (request: IncomingMessage) =>
    (request.headers.cookie ?? '')
      .split(/; */)
      .some((each) => each.startsWith(`${cookieName()}=`) && same(each.slice(cookieName().length + 1), session))

  return {
    token,
    open: (listening: number) => {
      port = listening
    },
    /** A foreign page whose name was pointed at this computer sends its own Host. */
    hostIsOurs: (request: IncomingMessage) => request.headers.host === `127.0.0.1:${port}`,
    /** A browser always says where a request that changes something comes from; a program says nothing. */
    originIsOurs: (request: IncomingMessage) => {
      const { origin } = request.headers
      const site = request.headers['sec-fetch-site']
      return (
        (origin === undefined || origin === `http://127.0.0.1:${port}`) &&
        (site === undefined || site === 'same-origin' || site === 'none')
      )
    },
    hasToken,
    isKnown: (request: IncomingMessage) => hasToken(request) || hasCookie(request),
    cookie: () => `${cookieName()}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

/** Hashed first, so that lengths are equal and time tells nothing. */
function same(given: string | undefined, expected: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return given !== undefined && timingSafeEqual(digest(given), digest(expected))
}
