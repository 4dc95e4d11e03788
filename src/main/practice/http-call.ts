import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** One request to the pretend Vonage, read. */
export interface HttpCall {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** Query, then form or JSON members over it, values as text. */
  fields: Record<string, string>
  /** The body as it came. */
  body: string
}

const longestBody = 1_000_000

/** @returns null when the body is too long or broke off */
export async function readCall(request: IncomingMessage): Promise<HttpCall | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      chunks.push(chunk)
      size += chunk.length
      if (size > longestBody) return null
    }
  } catch {
    return null
  }
  const body = Buffer.concat(chunks).toString('utf8')
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const isJson = /json/i.test(request.headers['content-type'] ?? '')
  return {
    method: request.method ?? 'GET',
    path: pathname,
    headers: request.headers,
    fields: Object.fromEntries([...searchParams, ...(isJson ? jsonFields(body) : new URLSearchParams(body))]),
    body,
  }
}

/** A JSON body's members as text. null counts as absent; what is no flat object has no members. */
function jsonFields(body: string): [string, string][] {
  const json = parseJson(body)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return []
  return Object.entries(json)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => [name, String(value)])
}

/** @returns undefined when it is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface HttpAnswer {
  status: number
  /** Text is sent as HTML, anything else as JSON; null is no body at all. */
  body: unknown
  headers?: Record<string, string>
}

export function answer(reply: ServerResponse, { status, body, headers }: HttpAnswer): void {
  const bytes = Buffer.from(body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body))
  const type = typeof body === 'string' ? 'text/html' : 'application/json'
  // 204 and 304 must not carry a length.
  const length = status === 204 || status === 304 ? {} : { 'content-length': String(bytes.length) }
  reply.writeHead(status, { ...(body !== null && { 'content-type': type }), ...length, ...headers })
  reply.end(bytes)
}
