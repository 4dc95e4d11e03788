import express from 'express'

/** Baseline: Express that reads the webhook with its own form parser and stores nothing. */
const app = express()
app.post('/x', express.urlencoded({ extended: false }), (_request, response) => {
  response.status(200).end()
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/x` })}\n`)
})
