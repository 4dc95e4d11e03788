import { statfs } from 'node:fs/promises'
import type { DeskState } from '../shared/desk-state.ts'
import type { Problem, Result } from '../shared/result.ts'
import type { Check, CheckPart, Link, ReachProof } from '../shared/setup.ts'
import type { RecordsAsked } from './store/records-asked.ts'
import { version } from './version.ts'

/** Below these, free space on the data folder's disk is worth a look, or is too little. */
const roomGigabytes = 2
const leastGigabytes = 0.3
const lowBalance = 1
/** They are made every hour while the desk runs. */
const oldBackupHours = 26

type Figures = Check['figures']
const fine = (code: string, text: string, figures: Figures = {}) => ({ verdict: 'fine', code, text, figures }) as const
const look = (code: string, text: string, figures: Figures = {}) => ({ verdict: 'look', code, text, figures }) as const
const unused = (code: string, text: string) => ({ verdict: 'unused', code, text, figures: {} }) as const
const bad = ({ code, text }: Problem) => ({ verdict: 'bad', code, text, figures: {} }) as const

/**
 * Looks at each part of the desk now: what can be asked is asked, not remembered. All at the same time; the slowest is
 * the provider's answer. A part that cannot be looked at is itself the result.
 *
 * Nothing in it is secret or a telephone number, so that it can be copied into a letter.
 */
export async function checkEverything(needs: {
  state: DeskState
  dataDir: string
  balance: () => Promise<Result<{ balance: number }>>
  link: () => Promise<Result<{ link: Link }>>
  prove: () => Promise<Result<ReachProof>>
  /** ISO 8601 of the newest; null when there is none. */
  newestBackup: () => Promise<string | null>
  /** Null in practice. */
  recordsAsked: () => Promise<RecordsAsked | null>
  now: () => number
}): Promise<Check[]> {
  const { state, now } = needs
  const isLive = state.mode === 'live'
  const parts: Record<CheckPart, () => Omit<Check, 'part'> | Promise<Omit<Check, 'part'>>> = {
    program: () =>
      fine('program-runs', `Dispatch Desk ${version} on ${process.platform}, ${state.mode}.`, {
        version,
        platform: process.platform,
      }),
    settings: () =>
      state.settingsTrouble !== null
        ? look(state.settingsTrouble.code, state.settingsTrouble.text)
        : fine('settings-fine', 'The settings were read, and nothing is missing.'),
    texts: () =>
      state.sendingStopped?.code.startsWith('store-')
        ? bad(state.sendingStopped)
        : fine('texts-fine', 'The texts can be read and written.'),
    disk: async () => {
      const { bavail, bsize } = await statfs(needs.dataDir)
      const gigabytes = (bavail * bsize) / 1e9
      const free = gigabytes.toFixed(1)
      if (gigabytes < leastGigabytes)
        return bad({
          code: 'disk-full',
          text: `Only ${free} GB are free on the disk of the texts. Free some space now.`,
        })
      if (gigabytes < roomGigabytes)
        return look('disk-low', `${free} GB are free on the disk of the texts. Free some space soon.`, { free })
      return fine('disk-fine', `${free} GB are free on the disk of the texts.`, { free })
    },
    backups: async () => {
      if (state.backupTrouble !== null) return bad(state.backupTrouble)
      if (!isLive) return unused('backups-practice', 'What is only practised is not backed up.')
      const newest = await needs.newestBackup()
      if (newest === null)
        return look('backups-none', 'There is no backup yet. One is made every hour; Setup makes one now.')
      const hours = Math.round((now() - Date.parse(newest)) / 3_600_000)
      return hours > oldBackupHours
        ? look('backups-old', `The newest backup is ${hours} hours old. Make one in Setup.`, { hours })
        : fine('backups-fine', `The newest backup is ${hours} hours old.`, { hours })
    },
    account: async () => {
      if (state.account === null) return unused('account-none', 'No account is entered.')
      const answer = await needs.balance()
      if (!answer.ok) return bad(answer.problem)
      const left = answer.value.balance.toFixed(2)
      return answer.value.balance < lowBalance
        ? look('account-low', `Vonage takes the key; only €${left} are left. Top up in its dashboard.`, { left })
        : fine('account-fine', `Vonage takes the key; €${left} are left.`, { left })
    },
    'key-ring': () => {
      if (state.keyRing !== null) return look(state.keyRing.code, state.keyRing.text)
      if (state.account?.from === 'environment')
        return fine('key-ring-environment', 'The secrets come from the environment and are not kept here.')
      if (state.account === null) return unused('key-ring-unused', 'No secrets are kept yet.')
      return fine('key-ring-fine', 'The secrets are sealed by this computer’s key ring.')
    },
    number: async () => {
      const answer = await needs.link()
      if (!answer.ok)
        return isLive ? bad(answer.problem) : unused('number-practice', 'In practice there is no number to link.')
      const { state: link, problem } = answer.value.link
      if (problem !== null) return link === 'linked' ? look(problem.code, problem.text) : bad(problem)
      if (link === 'linked') return fine('number-linked', 'Vonage sends replies here.')
      if (link === 'none')
        return bad({
          code: 'number-not-linked',
          text: 'Vonage sends this number’s replies nowhere. Link the number in Setup.',
        })
      return bad({
        code: 'number-elsewhere',
        text: 'Vonage sends this number’s replies to another address. Link the number in Setup, or leave it so.',
      })
    },
    'way-in': () => {
      const { state: reach, why, text } = state.reach
      return reach === 'reachable' ? fine(`reach-${why}`, text) : bad({ code: `reach-${why}`, text })
    },
    proof: async () => {
      if (!isLive) return unused('proof-practice', 'In practice replies come from this computer.')
      const answer = await needs.prove()
      if (!answer.ok) return bad(answer.problem)
      const seconds = (Math.max(answer.value.ms, 10) / 1000).toFixed(2)
      return fine('proof-fine', `A request of our own went out and came back in ${seconds} s.`, { seconds })
    },
    requests: () => {
      if (state.requests === null) return unused('requests-none', 'No replies come in through ngrok.')
      const { count, quota, used } = state.requests
      if (quota === null)
        return fine('requests-paid', `${count} requests came through ngrok this month; your plan has no limit.`, {
          count,
        })
      const text = `${count} of ${quota} requests of ngrok’s free plan are used this month.`
      return used === null
        ? fine('requests-fine', text, { count, quota })
        : look(
            used === 'half' ? 'requests-half' : 'requests-most',
            `${text} Once they are used up, no reply comes in until the next month: take a paid plan in time, and say so in Setup.`,
            { count, quota },
          )
    },
    records: async () => {
      const asked = await needs.recordsAsked()
      if (asked === null) return unused('records-practice', 'In practice Vonage is asked for no records.')
      const { records } = asked
      if (asked.price === 0)
        return fine('records-fine', `Vonage was asked for ${records} of its records this month.`, { records })
      const price = asked.price.toFixed(asked.price < 0.01 ? 4 : 2)
      return fine('records-priced', `Vonage was asked for ${records} of its records this month, for €${price}.`, {
        records,
        price,
      })
    },
    signature: () => {
      if (!isLive) return unused('signature-practice', 'Practice signs nothing.')
      const { badlySigned } = state.counts
      if (badlySigned > 0)
        return bad({
          code: 'signature-misfit',
          text: 'Replies arrive whose signature does not fit. They are kept; enter the right secret in Setup.',
        })
      return state.account?.signed == null
        ? look(
            'signature-none',
            'Replies are not signed. Enter the signature secret in Setup, and nobody can forge one.',
          )
        : fine('signature-fine', 'Every reply’s signature is checked, and none has failed.')
    },
    sending: () => {
      const { queued } = state.counts
      if (state.stop !== null)
        return look('sending-stopped', `All sending is stopped; ${queued} texts wait. Press “Go on” to send them.`, {
          queued,
        })
      if (state.sendingStopped !== null) return bad(state.sendingStopped)
      return fine('sending-fine', `Sending works; ${queued} texts wait to leave.`, { queued })
    },
  }
  return Promise.all(
    Object.entries(parts).map(async ([part, run]) => {
      const seen = await Promise.resolve()
        .then(run)
        .catch(() => bad({ code: 'not-looked', text: 'This could not be looked at.' }))
      return { part: part as CheckPart, ...seen }
    }),
  )
}
