import { isOpen } from './chromium.ts'

type Answer = (request: Request) => Response | Promise<Response>

/** Protocols that the app serves itself. */
export const served = new Map<string, Answer>()
/** Schemes announced as `standard` and `secure`; without that a scheme of one's own is no origin. */
const origins = new Set<string>()

/** A name that is never resolved: it is taken up before the network, and kept for tests by RFC 6761. */
const suffix = 'scheme.test'
export const servedPattern = `https://*.${suffix}/*`

/** Chromium takes no scheme of ours, so `desk://app/x` is `https://app.desk.scheme.test/x` to it: an origin as well. */
export function toChromium(address: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address) ?? []
  return served.has(scheme) && origins.has(scheme) ? `https://${host}.${scheme}.${suffix}${rest}` : address
}

export function fromChromium(address: string): string {
  return address.replace(/^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.scheme\.test(?=[/?#]|$)/, '$2://$1')
}

export const protocol = {
  registerSchemesAsPrivileged: (
    schemes: { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[],
  ) => {
    if (isOpen()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes)
      if (privileges?.standard === true && privileges.secure === true) origins.add(scheme)
  },
  handle: (scheme: string, answer: Answer) => {
    if (served.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    served.set(scheme, answer)
  },
  unhandle: (scheme: string) => void served.delete(scheme),
  isProtocolHandled: (scheme: string) => served.has(scheme),
}
