import type { CastMember } from '../../shared/desk-state.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { PretendVonage } from './pretend-api.ts'
import type { ReceiptStep } from './settings.ts'
import { startTimers } from './timers.ts'

/** The customers of practice mode. Numbers kept for fiction. */
export const cast: readonly CastMember[] = [
  { msisdn: '447700900001', name: 'Mia Jansen', habit: 'answers' },
  { msisdn: '447700900002', name: 'Hugh Pryce', habit: 'asks-back' },
  { msisdn: '447700900003', name: 'Lena Fischer', habit: 'small-talk' },
  { msisdn: '447700900004', name: 'Ellen Marsh', habit: 'long-story' },
  { msisdn: '447700900005', name: 'Maeve Quinn', habit: 'stops' },
  { msisdn: '447700900006', name: 'Daniel Ferreira', habit: 'unreachable' },
]

/** What a customer types, and how long after the question is on the phone. */
interface Reaction {
  afterMs: number
  text: string
  /** See PretendText.order. */
  order?: number[]
}

/** Three parts of GSM-7. The option is named on the way, where no machine may take it for the answer. */
const longStory = [
  'Hello, thank you for letting me know. My neighbour Joan usually takes parcels in for me but she is with her',
  'daughter until the weekend, and the young man at number 14 works nights and I would not like to wake him.',
  'I did think of option 2, but my physio comes that morning and the bell does not work since the storm, so somebody',
  'would have to knock hard at the side gate. Could a person ring me about it please? Any time after ten suits me.',
].join(' ')

/** Silence after a customer's words, typed or played: what comes right then is no new question but an answer to them. */
const silenceMs = 3000

/** Asks for an answer by a digit; an acknowledgement does not. */
const optionsIn = (text: string) => (/\breply\b|回复/i.test(text) ? (text.match(/(?<!\w)[1-9](?!\w)/g) ?? []) : [])

function reactionOf(habit: CastMember['habit'], options: readonly string[]): Reaction | null {
  switch (habit) {
    case 'answers':
      return { afterMs: 1200, text: `${options.includes('2') ? '2' : options[0]} pls` }
    case 'asks-back':
      return { afterMs: 2400, text: "Can you come after 3? I'm at the hospital till then" }
    case 'small-talk':
      return { afterMs: 1800, text: 'ok thx' }
    case 'long-story':
      return { afterMs: 3200, text: longStory, order: [2, 3, 1] }
    case 'stops':
      return { afterMs: 1500, text: 'STOP' }
    case 'unreachable':
      return null
  }
}

const memberOf = (msisdn: Msisdn) => cast.find((member) => member.msisdn === msisdn)

/** The receipts of texts to the cast; undefined for everybody who is in coverage. */
export function castFate(to: Msisdn): readonly ReceiptStep[] | undefined {
  if (memberOf(to)?.habit !== 'unreachable') return undefined
  return [
    { status: 'accepted', afterMs: 200 },
    { status: 'failed', afterMs: 900, errCode: '12' },
  ]
}

export interface PlayingCast {
  /** A person speaks for this customer now: the customer types nothing more to what was sent so far. */
  interrupt(customer: Msisdn): void
  close(): void
}

/**
 * Lets the cast read what is sent to it, and answer.
 *
 * @param speed how many times faster than real people
 */
export function playCast(vonage: Pick<PretendVonage, 'onArrival' | 'text'>, speed: number): PlayingCast {
  const timers = startTimers(speed)
  const typing = new Map<Msisdn, symbol>()
  const quiet = new Map<Msisdn, symbol>()

  async function hush(customer: Msisdn): Promise<void> {
    const mine = Symbol(customer)
    quiet.set(customer, mine)
    await timers.wait(silenceMs)
    if (quiet.get(customer) === mine) quiet.delete(customer)
  }

  async function react(customer: Msisdn, ours: string, { afterMs, text, order }: Reaction): Promise<void> {
    const mine = Symbol(customer)
    typing.set(customer, mine)
    if (!(await timers.wait(afterMs)) || typing.get(customer) !== mine) return
    typing.delete(customer)
    vonage.text({ from: customer, to: ours, text, ...(order && { order }) })
    await hush(customer)
  }

  const stop = vonage.onArrival(({ to, from, text }) => {
    const member = memberOf(to)
    const options = optionsIn(text)
    if (member === undefined || options.length === 0 || quiet.has(to)) return
    const reaction = reactionOf(member.habit, options)
    if (reaction !== null) void react(to, from, reaction)
  })
  return {
    interrupt(customer) {
      typing.delete(customer)
      void hush(customer)
    },
    close() {
      stop()
      timers.close()
    },
  }
}
