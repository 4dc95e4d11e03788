import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { startNgrokEdge } from '../support/ngrok-edge.ts'
import { eventually, root } from '../support/processes.ts'
import { textsAtRate } from './evidence.ts'
import { argumentsOf, environmentOf, isRunning, ngrokProcessesOf } from './ngrok-processes.ts'
import { authtoken, startTunnelOffice } from './tunnel-office.ts'

const isLinux = process.platform === 'linux'
if (!isLinux) console.warn('NOT RUN: what becomes of ngrok’s process, because it is looked for as Linux lists it.')

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startOffice() {
  const office = await startTunnelOffice(ends)
  const running = await office.start()
  const ngrok = () => {
    const [pid, ...more] = ngrokProcessesOf(running.ready.pid)
    if (pid === undefined || more.length > 0) throw new Error(`${more.length} of ngrok’s processes`)
    return pid
  }
  return { office, running, ngrok }
}

describe.skipIf(!isLinux)('ngrok’s client in a process of its own', () => {
  test('aborts under replies: the desk lives on and tells it within 3 s, a new one takes over, and every reply arrives', {
    timeout: 120_000,
  }, async () => {
    const { office, running, ngrok } = await startOffice()
    const stop = textsAtRate(office.vonage, 20)
    ends.push(() => stop().catch(() => 0))
    const toldMs: number[] = []
    const backMs: number[] = []
    for (const signal of ['SIGABRT', 'SIGABRT', 'SIGKILL'] as const) {
      // A session that stood for less than two seconds was none, and the tries grow rare: that is another story.
      await pause(2500)
      const before = ngrok()
      process.kill(before, signal)
      const abortedAt = performance.now()
      const { text } = await eventually(async () => {
        const reach = await running.reach()
        expect(reach.state).toBe('unreachable')
        return reach
      })
      toldMs.push(performance.now() - abortedAt)
      expect(text).toMatch(
        /^Not reachable\. The tunnel's program ended, and we are opening it again\. Vonage keeps replies /,
      )
      await running.reachable()
      backMs.push(performance.now() - abortedAt)
      expect(ngrok()).not.toBe(before)
    }
    const begun = await stop()
    await eventually(() => expect(new Set(office.stored()).size).toBe(begun), 20_000)
    expect(office.stored()).toHaveLength(begun)
    const most = (ms: number[]) => Math.round(Math.max(...ms))
    console.log(`${begun} replies over 3 ends, told after ${most(toldMs)} ms, back after ${most(backMs)} ms at most.`)
    expect(most(toldMs)).toBeLessThan(3000)
    const last = ngrok()
    expect({ code: await running.end(), said: running.stderr() }).toEqual({ code: 0, said: '' })
    expect(isRunning(last)).toBe(false)
  })

  test('control: a program that loads the client itself ends with it, for a promise where none is expected', async () => {
    const edge = await startNgrokEdge({ authtoken })
    ends.push(() => edge.close())
    const script = `
      import ngrok from '@ngrok/ngrok'
      const [serverAddress, caCertificate] = process.argv.slice(1)
      const builder = new ngrok.SessionBuilder().authtoken('${authtoken}')
      builder.serverAddr(serverAddress).caCert(Buffer.from(caCertificate))
      builder.handleDisconnection(async () => true)
      await builder.connect()
      console.log('connected')
      setTimeout(() => {}, 20_000)`
    const args = ['--input-type=module', '-e', script, edge.serverAddress, edge.caCertificate]
    const program = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
    ends.push(async () => program.kill('SIGKILL'))
    await once(program.stdout, 'data')
    edge.drop()
    const [code, signal] = await once(program, 'exit')
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGABRT' })
  })

  test('ends within 5 s of a desk that was killed, and gives its address back', async () => {
    const { office, running, ngrok } = await startOffice()
    const pid = ngrok()
    await running.end('SIGKILL')
    const killedAt = performance.now()
    await eventually(() => expect(isRunning(pid)).toBe(false), 5000)
    console.log(`It ended ${Math.round(performance.now() - killedAt)} ms after its desk was killed.`)
    await office.edge.until(({ standing }) => standing === 0)
    expect(office.edge.connections().freed).toBe(1)
  })

  test('outlives a Ctrl+C that goes to both: the desk has the address freed first', async () => {
    const { office, running, ngrok } = await startOffice()
    const pid = ngrok()
    process.kill(pid, 'SIGINT')
    process.kill(pid, 'SIGTERM')
    expect({ code: await running.end(), said: running.stderr() }).toEqual({ code: 0, said: '' })
    expect(isRunning(pid)).toBe(false)
    expect(office.edge.connections()).toMatchObject({ standing: 0, freed: 1 })
  })

  test('has the token in neither its arguments nor its environment, and nothing else of the desk’s', async () => {
    const { running, ngrok } = await startOffice()
    const pid = ngrok()
    expect(argumentsOf(pid) + environmentOf(pid)).not.toContain(authtoken)
    const names = environmentOf(pid)
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(0, line.indexOf('=')))
    // By the first two Node speaks with its parent.
    const known =
      /^(NODE_CHANNEL_(FD|SERIALIZATION_MODE)|PATH|HOME|LANG|LC_ALL|TMPDIR|SSL_CERT_.*|(HTTPS?|ALL|NO)_PROXY)$/i
    expect(names.filter((name) => !known.test(name))).toEqual([])
    // Control: the desk's own environment has it, and a child inherits that unless it is told otherwise.
    expect(environmentOf(running.ready.pid)).toContain(authtoken)
  })
})
