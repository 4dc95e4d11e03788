import { createHash } from 'node:crypto'
import type { Argument, DeskCalls } from '../shared/desk-api.ts'
import type { Handover, HandoverPreview } from '../shared/handover.ts'
import { done, type Result, refused } from '../shared/result.ts'
import type { Gate } from './handed-over-gate.ts'
import { kept } from './kept.ts'
import type { Log } from './log/log.ts'
import type { OneSeat } from './one-seat.ts'
import { noDesk } from './seating.ts'
import { handoverName } from './store/handover-files.ts'
import type { ReadHandover } from './store/take-handover.ts'

type HandoverCalls = Pick<
  DeskCalls,
  'makeHandover' | 'showHandover' | 'takeBackDesk' | 'putHandover' | 'readHandover' | 'takeHandover'
>

/** One desk falls silent and becomes a file, another one takes it; and the ways back. */
export function handoverCalls(needs: {
  seat: OneSeat
  gate: Gate
  now: () => number
  showFile: (path: string) => boolean
  log: Pick<Log, 'say'>
}): HandoverCalls {
  const { seat, gate, log } = needs
  /** The last that was taken, whose file is gone since: whoever did not hear the answer asks again. */
  let taken: { by: string; answer: Awaited<ReturnType<HandoverCalls['takeHandover']>> } | null = null

  async function make(by: Argument<'makeHandover'>): Promise<Result<{ handover: Handover }>> {
    const { desk, handovers } = seat.now()
    if (desk === null) return noDesk(seat.now())
    const now = needs.now()
    const began = await desk.handover.begin({ submission: by.submissionId, fileName: handoverName(now) })
    if (began.kind === 'taken-back') return refused('handover-taken-back', takenBack)
    const { fileName, made } = began.mark
    if (made !== null) return began.kind === 'already' ? refused('handed-over-already', already) : shown()
    const { number, mode } = await desk.state()
    const became = await handovers.make({ fileName, number, mode, summary: by.summary, now }, by.passphrase)
    log.say('handoverMade', { became: became.kind })
    if (became.kind === 'made') {
      await desk.handover.made(became.bytes)
      return shown()
    }
    // Nothing of it is left, so no other desk can have it.
    if (!(await desk.handover.undo())) return shown()
    const code = became.code === 'ENOSPC' ? 'disk-full' : 'handover-failed'
    return refused(code, notMade(became.code))
  }

  async function shown(): Promise<Result<{ handover: Handover }>> {
    const file = (await seat.now().desk?.state())?.handedOver?.file ?? null
    return file === null ? nothingMade : done({ handover: file })
  }

  async function takeBack(): ReturnType<HandoverCalls['takeBackDesk']> {
    const { desk } = seat.now()
    if (desk === null) return noDesk(seat.now())
    if (!desk.handover.isHandedOver()) return done({ handedOver: null })
    if (await desk.handover.undo()) return done({ handedOver: null })
    const became = await seat.whileShut((shut) => shut.handovers.takeBack())
    log.say('handoverTakenBack', { became: became.kind })
    return became.kind === 'taken-back' ? done({ handedOver: null }) : refused(became.code, became.text)
  }

  async function read({ id, passphrase }: Argument<'readHandover'>): Promise<Result<HandoverPreview>> {
    const { desk, handovers } = seat.now()
    if (desk === null) return noDesk(seat.now())
    const became = await handovers.read(id, passphrase)
    if (became.kind !== 'read') return notOpened(became.kind)
    if (became.preview.mode !== (await desk.state()).mode)
      return refused('other-mode', became.preview.mode === 'live' ? ofLive : ofPractice)
    return done(became.preview)
  }

  async function take(by: Argument<'takeHandover'>): ReturnType<HandoverCalls['takeHandover']> {
    // Before this desk gives way: most of what can be wrong is wrong with the file.
    const found = await read(by)
    if (!found.ok) return taken?.by === hashOf(by) && found.problem.code === 'no-such-handover' ? taken.answer : found
    const { desk } = seat.now()
    if (desk === null) return noDesk(seat.now())
    const { number, handedOver } = await desk.state()
    if (by.anyway !== true && found.value.number !== number) return refused('other-number', otherNumber)
    if (by.anyway !== true && handedOver === null && (await desk.handover.hasUnsent()))
      return refused('handover-still-sending', stillSending)
    const became = await seat.whileShut((shut) => shut.handovers.take(by.id, by.passphrase))
    log.say('handoverTaken', { became: became.kind })
    if (became.kind === 'taken') {
      taken = { by: hashOf(by), answer: done({ taken: became.preview, keptAs: became.keptAs }) }
      return taken.answer
    }
    return became.kind === 'failed' ? refused(became.code, became.text) : notOpened(became.kind)
  }

  return {
    makeHandover: (by) => gate.shutWhile(() => seat.inTurn(() => kept(() => make(by)))),
    showHandover: async () => {
      await seat.settled()
      const there = await shown()
      if (!there.ok) return there
      const { path } = there.value.handover
      return done({ path, shown: needs.showFile(path) })
    },
    takeBackDesk: () => seat.inTurn(() => kept(takeBack)),
    putHandover: async (piece) => {
      await seat.settled()
      return seat.now().desk === null ? noDesk(seat.now()) : seat.now().handovers.put(piece)
    },
    readHandover: async (by) => {
      await seat.settled()
      const found = await read(by)
      return found.ok ? done({ preview: found.value }) : found
    },
    takeHandover: (by) => gate.shutWhile(() => seat.inTurn(() => take(by))),
  }
}

/** Only whoever has the passphrase is answered once more, and it is not kept for that. */
const hashOf = ({ id, passphrase }: Argument<'takeHandover'>) =>
  createHash('sha256').update(`${id} ${passphrase}`).digest('hex')

function notOpened(why: Exclude<ReadHandover['kind'], 'read'>) {
  if (why === 'wrong-passphrase')
    return refused('wrong-passphrase', 'That is not the passphrase of this file. Type it once more.')
  if (why === 'no-such-handover')
    return refused('no-such-handover', 'The file is not here any more. Choose it once more.')
  if (why === 'newer')
    return refused('handover-newer', 'A newer Dispatch Desk made this file. Install the newer one here first.')
  return refused(
    'handover-damaged',
    'This file is damaged, or it is no handover. Nothing was changed. Bring it from the other desk once more.',
  )
}

const nothingMade = refused('no-such-handover', 'There is no file of a handover here.')
const takenBack = 'This form was used before, and the desk was taken back since. Close it, then hand over anew.'
const already = 'This desk is handed over already. Use that file, or work on here first and hand over anew.'
const otherNumber =
  'This file is of another number than this desk’s. Enter that number in Setup first, or take it over anyway.'
const stillSending =
  'Texts of this desk have not left yet, and would not leave any more. Wait until they have, or take over anyway.'
const ofLive = 'This file is of a live desk, and this one practises. Go live first. Practice and live never mix.'
const ofPractice = 'This file is of a desk that practises, and this one is live. Practice and live never mix.'
const notMade = (code: string) =>
  `The file could not be made (${code}), so nothing was handed over and this desk goes on. Free some space on the disk, then try again.`
