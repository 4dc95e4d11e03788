import { castFate, playCast } from './practice/cast.ts'
import { startPretendVonage } from './practice/pretend-vonage.ts'
import { readFlags } from './practice/read-flags.ts'

// Runs a pretend Vonage alone, as a process: docs/pretend-vonage.md.

function leave(problem: string, code: number): never {
  process.stderr.write(`${problem}\n`)
  process.exit(code)
}

async function main(): Promise<void> {
  const read = readFlags(process.argv.slice(2), process.env)
  if (!read.ok) leave(read.problem, 2)
  const { flags } = read

  const vonage = await startPretendVonage({
    port: flags.port,
    numbers: flags.numbers,
    ...(flags.key !== undefined && { apiKey: flags.key }),
    ...(flags.secret !== undefined && { apiSecret: flags.secret }),
    ...(flags.record !== undefined && { recordFile: flags.record }),
    ...(flags.retryFirstMs !== undefined && { settings: { retry: { firstMs: flags.retryFirstMs } } }),
    ...(flags.cast && { fate: castFate }),
  })
  vonage.link({ inbound: flags.inbound, receipts: flags.receipts })
  const playing = flags.cast ? playCast(vonage, 1) : null

  async function stop(): Promise<void> {
    playing?.close()
    await vonage.close()
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())

  const { restHost, apiKey: key, apiSecret: secret, number } = vonage
  process.stdout.write(`${JSON.stringify({ ready: true, restHost, key, secret, number, pid: process.pid })}\n`)
}

main().catch((error: unknown) =>
  leave(`The pretend Vonage could not start: ${error instanceof Error ? error.message : error}.`, 1),
)
