import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startDesk } from '../../src/main/desk.ts'
import { type LogEvent, logEvents } from '../../src/main/log/events.ts'
import { openLog } from '../../src/main/log/log.ts'
import { loggedStore } from '../../src/main/log/logged-store.ts'
import { vonageSms } from '../../src/main/outbound/vonage-sms.ts'
import { freshSettings } from '../../src/main/settings-file.ts'
import { startNgrokEdge } from '../support/ngrok-edge.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { eventually, freePort } from '../support/processes.ts'
import { freshFolder, noHandovers, noLinkMemory, openFreshStore } from '../support/store.ts'
import { marks } from './canary-people.ts'
import { type CanaryRun, driveCanary } from './canary-run.ts'
import { findSecrets, secrets, secretsInFiles, walk } from './planted.ts'
import { smallDiskMissing } from './small-disk.ts'

/** However they are written: 447700900123, +44 7700 900123, 07700-900-123. */
const findPeople = (bytes: Buffer | string): string[] => {
  const runs = bytes.toString('latin1').match(/\d(?:[\s.\-()/]{0,2}\d){6,}/g) ?? []
  const numbers = runs.filter((run) => run.replace(/\D/g, '').includes(marks['a number']))
  return [...findSecrets(bytes, marks), ...(numbers.length > 0 ? [`a number as ${numbers[0]}`] : [])]
}
/** Or a copy of one, or one that another has replaced. */
const isDatabase = (path: string) =>
  /\/desk\.db(\.(damaged|replaced)-\w+)?(-wal|-shm)?$|\/backups\/[^/]+\.db$/.test(path)
/** What cannot happen to a desk without a window whose account comes from its environment. */
const notDriven: Partial<Record<LogEvent, string>> = {
  modeChanged: 'DESK_MODE says which',
  accountSaved: 'there is no key ring',
  keyRing: 'there is no key ring; test/electron/secrets.spec.ts has one that is missing',
  linesLost: 'the log comes to a stop only where its disk does for longer',
}

describe('after everything has gone wrong with every debug switch on', () => {
  let run: CanaryRun
  let log: string
  beforeAll(async () => {
    run = await driveCanary()
    const folder = join(run.folder, 'logs')
    log = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('')
  }, 240_000)
  afterAll(() => run?.close())

  test('no secret was printed, told or written down', () => {
    const all = { ...secrets, ...Object.fromEntries(run.tokens.map((token, index) => [`token ${index}`, token])) }
    const withPath = { ...all, 'path secret': run.pathSecret }
    expect(findSecrets(run.printed, withPath)).toEqual([])
    expect(findSecrets(run.ready, secrets)).toEqual([])
    // The window shows the address that webhooks come to, and where a number leads; nothing else of what is told may have it.
    const address = new RegExp(`"(url":"http://|leadsTo":")127\\.0\\.0\\.1:\\d+/${run.pathSecret}/inbound"`, 'g')
    expect(run.told.match(address)).not.toBeNull()
    expect(findSecrets(run.told.replace(address, ''), withPath)).toEqual([])
    expect(secretsInFiles(run.folder, all)).toEqual([])
    expect(findSecrets(log, withPath)).toEqual([])
    expect(secretsInFiles(run.taken, all)).toEqual([])
    // No stack, no path of a file, no name of what answers.
    expect(run.told.match(/\bat \S+ \(|node_modules|\.cjs|x-powered-by/i)).toBeNull()
  })

  test('no customer’s number and no text was printed, or written anywhere but into the database', () => {
    expect(findPeople(run.printed)).toEqual([])
    expect(findPeople(run.ready)).toEqual([])
    const files = walk(run.folder).filter(({ isFolder, path }) => !isFolder && !isDatabase(path))
    expect(files.length).toBeGreaterThanOrEqual(5)
    const handovers = walk(run.taken).filter(({ path }) => path.endsWith('.desk'))
    expect(handovers).toHaveLength(1)
    files.push(...handovers)
    expect(files.flatMap(({ path }) => findPeople(readFileSync(path)).map((found) => `${path}: ${found}`))).toEqual([])
  })

  test('every file and folder is this user’s alone', () => {
    const open = walk(run.folder).filter(({ isFolder, rights }) => rights !== (isFolder ? '700' : '600'))
    // The test's own, which takes the place on the disk.
    expect(open.filter(({ path }) => !path.endsWith('/filler'))).toEqual([])
  })

  test('and the log tells of all of it', () => {
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number>)
    const seen = new Set(
      lines.flatMap(({ event, why, code, outcome }) => [event, `${event} ${why ?? code ?? outcome}`]),
    )
    const wanted = [
      ...['credentials', 'vonage-6', 'vonage-9', 'mixed', 'http-420', 'http-500', 'not-an-answer', 'dropped', 'timeout']
        .concat(['throttled', 'not-connected', 'provider-error'])
        .map((code) => `textNotTaken ${code}`),
      ...['signature', 'flood', 'too-large', 'encoding', 'headers', 'malformed', 'address'].map(
        (why) => `webhookRefused ${why}`,
      ),
      ...['signature', 'unreadable', 'messages-api', 'binary'].map((why) => `webhookKept ${why}`),
      ...['host', 'origin', 'token'].map((why) => `visitorRefused ${why}`),
      ...[
        'bad-argument',
        'no-such-call',
        'own-number',
        'no-such-question',
        'account-in-environment',
        'not-practice',
      ].map((code) => `callRefused ${code}`),
      ...(smallDiskMissing() === null ? ['storeTrouble SQLITE_FULL', 'storeWorks', 'callRefused cannot-store'] : []),
      ...['replyStored', 'replyRepeated', 'receipt', 'textTaken', 'sendingStopped unknown', 'sendingResumed', 'reach'],
      ...['gapNotAsked reports-credentials', 'sendingTrouble not-connected', 'started', 'stopped'],
    ]
    expect(wanted.filter((each) => !seen.has(each))).toEqual([])
    // Whatever the log can say was said, but for what is named with its reason.
    const all = Object.keys(logEvents) as LogEvent[]
    expect(all.filter((event) => !seen.has(event) && notDriven[event] === undefined)).toEqual([])
    expect(Object.keys(notDriven).filter((event) => seen.has(event))).toEqual([])
    const unexpected = lines.filter(({ event }) => event === 'unexpected')
    expect(unexpected).toContainEqual(expect.objectContaining({ what: 'exception', error: 'TypeError', code: 'other' }))
    expect(unexpected).toContainEqual(expect.objectContaining({ what: 'rejection', error: 'TypeError', code: 'other' }))
    expect(lines.filter(({ event }) => event === 'started')).toHaveLength(5)
    expect(lines.filter(({ event }) => event === 'stopped')).toHaveLength(4)
    // Nothing got as far as the second net.
    expect(log.match(/\[number\]|\[secret\]/)).toBeNull()
  })

  test('control: the same search finds them where they belong', () => {
    expect(findPeople(run.record)).toEqual(expect.arrayContaining(['a number in raw', 'a text in raw']))
    expect(findSecrets(run.record, { 'path secret': run.pathSecret })).toContain('path secret in raw')
    for (const token of run.tokens) expect(findSecrets(run.ready, { token })).toContain('token in raw')
    const database = readFileSync(join(run.folder, 'live', 'desk.db'))
    const backup = readFileSync(join(run.taken, 'backup.db'))
    expect(findPeople(backup)).toEqual(expect.arrayContaining(['a number in raw', 'a text in raw']))
    expect(findPeople(database)).toEqual(expect.arrayContaining(['a number in raw', 'a text in raw']))
    expect(findSecrets(database, { 'path secret': run.pathSecret })).toContain('path secret in raw')
  })
})

test('a token that ngrok refuses is in no line and no state, and neither is one that ngrok takes', async () => {
  const token = secrets['ngrok token']
  const edge = await startNgrokEdge({ authtoken: 'another-one' })
  onTestFinished(() => edge.close())
  const dataDir = freshFolder('canary-ngrok')
  const log = openLog({ dataDir })
  const told: string[] = []
  const desk = await startDesk({
    account: {
      apiKey: 'abcd1234',
      apiSecret: secrets['api secret'],
      number: '447700900000',
      signature: null,
      ngrok: { authtoken: token, domain: null },
      publicUrl: null,
      webhookPort: null,
      from: 'environment',
    },
    store: loggedStore((await openFreshStore()).store, log),
    shell: 'desktop',
    settings: () => freshSettings,
    settingsTrouble: () => null,
    keyRing: () => null,
    known: () => null,
    backupTrouble: () => null,
    handovers: noHandovers,
    linkMemory: noLinkMemory,
    onProof: () => {},
    variables: [],
    webhookPort: null,
    restHost: `http://127.0.0.1:${await freePort()}`,
    apiHost: `http://127.0.0.1:${await freePort()}`,
    ngrokEdge: { serverAddress: edge.serverAddress, caCertificate: edge.caCertificate, publicUrl: edge.publicUrl },
    startNgrok: ngrokFromSource,
    unexpected: (what, error) => log.say('unexpected', { what, error, code: error }),
    log,
  })
  try {
    await eventually(async () => {
      const state = await desk.state()
      told.push(JSON.stringify(state))
      expect(state.reach.why).toBe('tunnel-token-refused')
    })
  } finally {
    await desk.close()
    await log.close()
  }
  const lines = readFileSync(log.path, 'utf8')
  expect(lines).toContain('"why":"tunnel-token-refused"')
  expect(findSecrets(`${told.join('')}${lines}`, secrets)).toEqual([])
})

describe('controls: what the protections stand against is there without them', () => {
  const customer = '447700900123'
  /** As the SDK's errors are: the request with its credentials, the text and the number. */
  const sdkError = () =>
    Object.assign(new Error('Request failed'), {
      config: {
        headers: { Authorization: `Basic ${btoa(`abcd1234:${secrets['api secret']}`)}` },
        body: JSON.stringify({ to: customer, text: 'zyqcanary' }),
      },
    })

  test('a line of pino’s that goes past the table is found', () => {
    const folder = freshFolder('canary-control')
    mkdirSync(join(folder, 'logs'))
    const lines: string[] = []
    pino({ base: null }, { write: (line: string) => void lines.push(line) }).error({ err: sdkError() })
    writeFileSync(join(folder, 'logs', 'desk.log'), lines.join(''))
    expect(secretsInFiles(folder, secrets)).toEqual([expect.stringContaining('api secret in base64')])
    expect(findPeople(lines.join(''))).toEqual(expect.arrayContaining(['a number in raw', 'a text in raw']))
  })

  test('the second net takes out of such a line what it knows', async () => {
    const log = openLog({ dataDir: freshFolder('canary-control') })
    log.hide(Object.values(secrets))
    // As if there were a kind of field that lets anything through.
    const places = await import('../../src/main/log/codes.ts')
    const what = `${secrets['api secret']} +44 7700 900123`
    ;(places.places as Set<string>).add(what)
    log.say('unexpected', { what, error: null, code: null })
    await log.close()
    ;(places.places as Set<string>).delete(what)
    const line = readFileSync(log.path, 'utf8')
    expect(line).toContain('"what":"[secret] [number]"')
    expect(findSecrets(line, secrets)).toEqual([])
  })

  test('what goes to Vonage holds the secret, and the search sees it there', async () => {
    const heard: string[] = []
    const server = createServer((request, response) => {
      heard.push(JSON.stringify(request.headers))
      response.writeHead(401).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const restHost = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const send = vonageSms({ apiKey: 'abcd1234', apiSecret: secrets['api secret'], restHost })
    const answer = await send({ from: '447700900000', to: customer, text: 'x', reference: 'x', callback: null })
    expect(findSecrets(heard.join(''), secrets)).toEqual(['api secret in base64'])
    expect(findSecrets(JSON.stringify(answer), secrets)).toEqual([])
  })

  test('Node prints the address of what it fetches when NODE_DEBUG says so', () => {
    const script = `const server = require('node:http').createServer((_, response) => response.end()).listen(0, async () => {
      await fetch(\`http://127.0.0.1:\${server.address().port}/Planted5path/inbound\`)
      process.exit()
    })`
    const { stderr } = spawnSync(process.execPath, ['-e', script], {
      env: { NODE_DEBUG: 'fetch' },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(stderr).toContain('/Planted5path/inbound')
  })
})
