import type { ServerResponse } from 'node:http'
import express from 'express'
import { readFields } from '../../src/main/inbound/fields.ts'
import { isGenuine } from '../../src/main/inbound/store-webhook.ts'
import { readWebhook } from '../../src/main/inbound/webhook.ts'
import { understand } from '../../src/main/replies/understand.ts'
import { openForWriting } from '../../src/main/store/open.ts'
import { queries } from '../../src/main/store/reader.ts'
import { batchWriter } from '../../src/main/store/writer.ts'
import { verifier } from '../../src/main/webhook-door.ts'

/**
 * Baseline: the desk's own work on a reply without the desk's own ways. Express and one thread that checks the
 * signature, stores, understands and indexes in one transaction a request, answers, and tells a window at once.
 */
const [folder = '', secret = ''] = process.argv.slice(2)
const db = openForWriting(folder)
const commit = batchWriter(db, understand)
const { bySeqs } = queries(db)
const verify = verifier({ signature: { secrets: [secret], method: 'sha256' } })
const windows: ServerResponse[] = []

const app = express()
app.get('/events', (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  windows.push(response)
})
app.post('/x', express.raw({ type: () => true }), (request, response) => {
  const webhook = {
    method: 'POST',
    target: request.url,
    contentType: request.headers['content-type'] ?? '',
    body: request.body as Buffer,
    arrivedAt: Date.now(),
  }
  const fields = readFields(webhook)
  const read = readWebhook(webhook, fields)
  if (verify === null || !isGenuine(fields, verify) || read.kind !== 'text') {
    response.status(401).end()
    return
  }
  const { changed } = commit([
    { name: 'receive', argument: read.text },
    { name: 'index', argument: { forMs: 4 } },
  ])
  response.status(200).end()
  const told = `data: ${JSON.stringify(bySeqs(changed))}\n\n`
  for (const window of windows) window.write(told)
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/x` })}\n`)
})
