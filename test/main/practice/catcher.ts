import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Caught {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** Of the query, the form or the JSON. */
  fields: Record<string, string>
}

/** A desk that only catches: every webhook is kept and answered as `reply` says, 200 unless told. */
export async function startCatcher(reply?: (response: ServerResponse, count: number, caught: Caught) => void) {
  const caught: Caught[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const url = request.url ?? ''
    const isJson = request.headers['content-type']?.includes('json') ?? false
    const text = request.method === 'GET' ? url.slice(url.indexOf('?') + 1) : body.toString()
    const fields = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
    const one = { method: request.method ?? '', url, headers: request.headers, body, fields }
    caught.push(one)
    if (reply) reply(response, caught.length, one)
    else response.end()
    for (const each of waiting) if (caught.length >= each.count) each.resolve()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caught,
    /** @returns the first `count` webhooks, once they are there */
    async atLeast(count: number): Promise<Caught[]> {
      if (caught.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }))
      return caught.slice(0, count)
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
