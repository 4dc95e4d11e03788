import type { DeskCalls } from '../shared/desk-api.ts'
import { done, refused } from '../shared/result.ts'
import { maskKey } from './account.ts'
import type { openAccountBook } from './account-book.ts'
import { backupCalls } from './backup-calls.ts'
import { carryQuestions } from './carry-questions.ts'
import { complete, type EnteredAccount, type Environment } from './config.ts'
import { forward } from './forward.ts'
import { handedOverGate } from './handed-over-gate.ts'
import { handoverCalls } from './handover-calls.ts'
import { checkEverything } from './health.ts'
import type { HostNeeds } from './host.ts'
import type { Log } from './log/log.ts'
import type { OneSeat } from './one-seat.ts'
import { portTaken, takenPort } from './port-taken.ts'
import { type Mode, noAccount, noDesk } from './seating.ts'
import type { openSettings } from './settings.ts'
import { setupCalls } from './setup-calls.ts'

/** All calls of the contract: the desk's own, whichever sits there at the moment, and those about what lies around it. */
export function callsOf(
  seat: OneSeat,
  needs: Pick<HostNeeds, 'dataDir' | 'openLink' | 'showFile'> & {
    book: ReturnType<typeof openAccountBook>
    settings: ReturnType<typeof openSettings>
    env: Environment
    /** They were changed. */
    onSettings: () => void
    log: Log
  },
): DeskCalls {
  const { env, book, settings, log } = needs
  const account = book.usable
  const setMode = ({ mode: to }: { mode: Mode }) =>
    seat.inTurn(async () => {
      const { desk } = seat.now()
      if (desk === null) return to === seat.mode() ? seat.restart(to) : noDesk(seat.now())
      if (to === seat.mode()) return done({ mode: to })
      if (to === 'live' && (await account()) === null) return { ok: false as const, problem: noAccount }
      const { counts, questions } = await desk.state()
      if (to === 'practice' && counts.queued > 0)
        return refused(
          'still-sending',
          `${counts.queued} texts have not left yet. Wait until they have, then change over.`,
        )
      const changed = await seat.restart(to)
      if (changed.ok) {
        const { desk: there } = seat.now()
        if (there !== null) await carryQuestions(questions, there.calls)
        settings.keepMode(to)
        log.say('modeChanged', { mode: to })
        seat.stateChanged()
      }
      return changed
    })

  const setup = setupCalls({ book, restHost: env.restHost, onNews: seat.stateChanged })
  const gate = handedOverGate(() => seat.now().desk?.handover.isHandedOver() ?? false)
  const showFile = (path: string) => needs.showFile?.(path) ?? false
  return gate.keep({
    ...forward(async (name, argument) => {
      await seat.settled()
      const { desk } = seat.now()
      return desk === null ? noDesk(seat.now()) : desk.calls[name](argument)
    }),
    saveSettings: (changes) =>
      seat.inTurn(async () => {
        const { desk } = seat.now()
        if (desk === null) return noDesk(seat.now())
        const held = await desk.holdTo(settings.changed(changes))
        if (!held.ok) return held
        const saved = settings.save(changes)
        if (!saved.ok) {
          await desk.holdTo(settings.get())
          return saved
        }
        log.say('settingsSaved')
        needs.onSettings()
        desk.stateChanged()
        return done(settings.get())
      }),
    ...setup,
    checkEverything: async () => {
      await seat.settled()
      const { desk, backups } = seat.now()
      if (desk === null) return noDesk(seat.now())
      const checks = await checkEverything({
        state: await desk.state(),
        dataDir: needs.dataDir,
        balance: () => setup.checkAccount({}),
        link: () => desk.calls.checkLink({}),
        prove: () => desk.calls.proveReach({}),
        newestBackup: async () => (await backups.list())[0]?.madeAt ?? null,
        recordsAsked: desk.recordsAsked,
        now: Date.now,
      })
      return done({ checks })
    },
    saveAccount: (changes) =>
      seat.inTurn(async () => {
        if (seat.now().desk === null) return noDesk(seat.now())
        const isLive = seat.mode() === 'live'
        if (isLive && book.isOther(changes))
          return refused(
            'live-other-account',
            'This desk is live with another account. Go back to practice first, then enter the other one.',
          )
        // Without one the next start would practise, and nobody would hear the customers.
        if (isLive && changes.number?.trim() === '')
          return refused(
            'live-number-needed',
            'This desk is live with its number. Choose another one, or go back to practice.',
          )
        // Kept and taken, there would be no desk, and the next start would find none either.
        const port = isLive && env.webhookPort === null ? await takenPort(changes, book.shown(), seat.now().desk) : null
        if (port !== null) return portTaken(port)
        const changed = await book.change(changes)
        if (!changed.ok) return changed
        log.say('accountSaved', about(changed.value))
        if (isLive && complete(changed.value) !== null) {
          const restarted = await seat.restart('live')
          if (!restarted.ok) return restarted
        } else seat.stateChanged()
        return done({ key: maskKey(changed.value.apiKey) })
      }),
    getListColumns: async () => done({ lists: settings.lists.all() }),
    keepListColumns: async (said) => {
      const written = settings.lists.keep(said)
      return written.ok ? done({}) : written
    },
    setMode,
    openLink: ({ url }) => needs.openLink(url),
    showLog: async () => done({ path: log.path, shown: showFile(log.path) }),
    ...backupCalls({ seat, settings: settings.get, log }),
    ...handoverCalls({ seat, gate, now: Date.now, showFile, log }),
  })
}

const about = ({ signature, ngrok, publicUrl }: EnteredAccount) =>
  ({
    signed: signature === null ? 'no' : 'yes',
    wayIn: publicUrl !== null ? 'public-url' : ngrok !== null ? 'ngrok' : 'none',
  }) as const
