import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CallName } from '../../src/shared/desk-names.ts'
import { handoverPieceBytes } from '../../src/shared/handover.ts'
import { type DeskProcess, eventually } from '../support/processes.ts'

/** What driving the desk takes: every answer of it is heard in full. */
export interface Moves {
  folder: string
  /** Where what leaves the folder goes: a backup that somebody copied, a handover for another desk. */
  taken: string
  passphrase: string
  customers: readonly string[]
  words: (index: number) => string
  /** @returns what the call answered; throws when that was a refusal */
  ask(running: DeskProcess, name: CallName, argument: unknown): Promise<Record<string, unknown>>
  start(): Promise<DeskProcess>
  end(running: DeskProcess): Promise<unknown>
  /** Another process beside it, which is refused. */
  startAnother(): Promise<void>
}

const linesOf = (folder: string) =>
  readdirSync(join(folder, 'logs'))
    .map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))
    .join('')

/** All that takes texts out of the desk, or puts others in their place; and what costs money or changes the account. */
export async function driveMoves(moves: Moves): Promise<void> {
  const { folder, ask, taken } = moves
  // Somebody has cut it off.
  writeFileSync(join(folder, 'settings.json'), '{"language":')
  mkdirSync(taken, { recursive: true })
  let running = await moves.start()
  await eventually(() => {
    for (const event of ['quarantineRead', 'gapAsked'])
      if (!linesOf(folder).includes(`"${event}"`))
        throw new Error(`${event}: not yet, though secret and account are right`)
  })
  await moves.startAnother()
  await askForAll(moves, running)
  const backup = await backUp(moves, running)
  await ask(running, 'restoreBackup', { backupId: backup })
  await handOver(moves, running)
  await moves.end(running)

  // The disk spoils the file; a backup is put in its place.
  writeFileSync(join(folder, 'live', 'desk.db'), Buffer.alloc(4096, 'no database '), { flag: 'r+' })
  running = await moves.start()
  await ask(running, 'restoreBackup', { backupId: backup })
  await moves.end(running)
}

/** A run and what is saved of it, figures, what is kept of a person, a number, a link: each as a window asks for it. */
async function askForAll({ customers, words, ask }: Moves, running: DeskProcess): Promise<void> {
  const [, , , , , , , , one = '', other = ''] = customers
  const forms = customers.map((to, index) => {
    const national = `0${to.slice(2)}`
    const ways = [`+${to}`, national, `${national.slice(0, 5)} ${national.slice(5)}`, `+44 (0)${to.slice(2)}`]
    return ways[index % ways.length] ?? to
  })
  const { run } = await ask(running, 'createRun', {
    submissionId: 'run-1',
    name: `Monday ${words(1)}`,
    questionId: 'delivery',
    rows: [one, other].map((to, index) => ({
      to: `+${to}`,
      name: words(index),
      about: { address: words(index + 2) },
      fields: { weekday: words(index + 4) },
      anyway: true,
    })),
  })
  const { id: runId } = run as { id: string }
  await ask(running, 'getRun', { runId })
  await ask(running, 'pauseRun', { runId })
  const { id: exportId } = await ask(running, 'exportRun', { runId, since: 'start' })
  await ask(running, 'takeExport', { runId, exportId })
  await ask(running, 'discardRun', { runId })
  await ask(running, 'getFigures', {})
  await ask(running, 'listFigurePeople', { figure: 'asked' })
  await ask(running, 'checkNumbers', { numbers: forms, country: 'GB' })
  await ask(running, 'savePerson', { customer: `+${one}`, name: words(6), note: `${words(7)} ${other}` })
  await ask(running, 'saveDraft', { customer: `+${one}`, text: words(8) })
  await ask(running, 'exportCustomer', { number: `+${one}` })
  await ask(running, 'eraseCustomer', { submissionId: 'gone', number: `+${other}` })
  await ask(running, 'saveSettings', { helpText: 'Ring us' })
  await ask(running, 'checkAccount', {})
  await ask(running, 'listNumbers', {})
  await ask(running, 'findNumbers', { country: 'GB' })
  await ask(running, 'rentNumber', { country: 'GB', number: '447700900200', monthly: 1.25 })
  await ask(running, 'checkLink', {})
  await ask(running, 'linkNumber', {})
  await ask(running, 'unlinkNumber', { anyway: true })
  await ask(running, 'linkNumber', {})
  // Which may say that it is busy.
  await ask(running, 'getPrices', { countries: ['GB'] }).catch(() => {})
}

/** One that cannot be made, as something else lies where it is built; and one that can. @returns its id */
async function backUp({ folder, taken, ask }: Moves, running: DeskProcess): Promise<string> {
  const inTheWay = join(folder, 'live', 'backups', 'building')
  mkdirSync(inTheWay, { recursive: true })
  if (
    await ask(running, 'makeBackup', {})
      .then(() => true)
      .catch(() => false)
  )
    throw new Error('It was made all the same')
  rmSync(inTheWay, { recursive: true })
  const { backup } = await ask(running, 'makeBackup', {})
  const { id } = backup as { id: string }
  copyFileSync(join(folder, 'live', 'backups', `${id}.db`), join(taken, 'backup.db'))
  return id
}

/** Made, taken back, and taken as if by another desk. */
async function handOver({ taken, passphrase, words, ask }: Moves, running: DeskProcess): Promise<void> {
  const { handover } = await ask(running, 'makeHandover', { submissionId: 'evening', passphrase, summary: words(9) })
  const { path } = handover as { path: string }
  const copy = join(taken, basename(path))
  copyFileSync(path, copy)
  await ask(running, 'takeBackDesk', { anyway: true })
  const bytes = readFileSync(copy)
  const id = 'evening-shift-file'
  for (let offset = 0; offset < bytes.length; offset += handoverPieceBytes)
    await ask(running, 'putHandover', {
      id,
      offset,
      bytes: bytes.subarray(offset, offset + handoverPieceBytes).toString('base64'),
    })
  await ask(running, 'readHandover', { id, passphrase: `not ${passphrase}` }).catch(() => {})
  await ask(running, 'readHandover', { id, passphrase })
  await ask(running, 'takeHandover', { id, passphrase, anyway: true })
}
