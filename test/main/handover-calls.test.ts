import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HandoverOrder } from '../../src/main/store/make-handover.ts'
import { openDeskFolder, passphrase } from '../support/handover.ts'
import { inboundText } from '../support/store.ts'
import { type OpenedShell, openShell } from './browser/open-shell.ts'

let opened: OpenedShell
let other: Awaited<ReturnType<typeof openDeskFolder>>
beforeAll(async () => {
  opened = await openShell()
  other = await openDeskFolder()
  await other.store.write('receive', inboundText({ text: 'from the other desk' }))
})
afterAll(async () => {
  await opened.close()
  await other.store.close()
})

const file = { id: 'a-file-of-another-desk', passphrase }
async function bring(order: Partial<HandoverOrder>) {
  await other.handOver(order)
  const bytes = readFileSync(other.file).toString('base64')
  const { calls } = opened.host
  expect(await calls.putHandover({ id: 'the-one-before-it', offset: 0, bytes: '' })).toMatchObject({ ok: true })
  expect(await calls.putHandover({ id: file.id, offset: 0, bytes })).toMatchObject({ ok: true })
  return calls
}

test('of another mode it is not even read, of another number it takes a second word, and so do texts that wait here', {
  timeout: 120_000,
}, async () => {
  const live = await bring({ mode: 'live' })
  const otherMode = { ok: false, problem: { code: 'other-mode' } }
  expect(await live.readHandover(file)).toMatchObject(otherMode)
  expect(await live.takeHandover({ ...file, anyway: true })).toMatchObject(otherMode)

  const calls = await bring({ mode: 'practice', number: '447700900999' })
  expect(await calls.readHandover(file)).toMatchObject({ ok: true, value: { preview: { number: '447700900999' } } })
  expect(await calls.takeHandover(file)).toMatchObject({ ok: false, problem: { code: 'other-number' } })

  await bring({ mode: 'practice' })
  await calls.stopSending({})
  await calls.sendSms({ submissionId: 'waits', to: '+447700900150', text: 'We come at 4' })
  expect(await calls.takeHandover(file)).toMatchObject({ ok: false, problem: { code: 'handover-still-sending' } })
  const listed = await calls.listMessages({})
  expect(listed.ok && listed.value.messages.map(({ text }) => text)).toEqual(['We come at 4'])

  const first = await calls.takeHandover({ ...file, anyway: true })
  expect(first).toMatchObject({ ok: true, value: { taken: { texts: 1 } } })
  const taken = await calls.listMessages({})
  expect(taken.ok && taken.value.messages.map(({ text }) => text)).toEqual(['from the other desk'])
  // The answer was lost: said once more it is the same, to whoever knows the passphrase.
  expect(await calls.takeHandover({ ...file, anyway: true })).toEqual(first)
  for (const other of [{ passphrase: `${passphrase} not` }, { id: 'a-file-of-yet-another' }])
    expect(await calls.takeHandover({ ...file, ...other })).toMatchObject({ problem: { code: 'no-such-handover' } })
  const after = await calls.listMessages({})
  expect(after).toEqual(taken)
})

test('no event, no answer and no state says the passphrase', async () => {
  const said: unknown[] = []
  const undo = opened.host.onEvents((events) => said.push(...events))
  const { calls } = opened.host
  said.push(await calls.makeHandover({ submissionId: 'over', passphrase, summary: '' }), await calls.getDesk({}))
  said.push(await calls.readHandover({ ...file, passphrase: `${passphrase} twice` }))
  undo()
  expect(JSON.stringify(said)).toContain('handedOver')
  expect(JSON.stringify(said)).not.toContain(passphrase)
})
