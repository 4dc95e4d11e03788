import { type Choice, choicesOf } from '../shared/choices.ts'
import { type DeskCalls, readArgument } from '../shared/desk-api.ts'
import type { Message } from '../shared/message.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import type { Result } from '../shared/result.ts'
import { readNotice, replyNotice } from './notice-names.ts'
import type { Notice } from './notices.ts'

/** What somebody did with a notice: pressed it, wrote back, or filed the reply as the option at this place, from 0. */
export type NoticeAct = { kind: 'open' } | { kind: 'reply'; text: string } | { kind: 'file'; place: number }

/** Where in the window it leads; null to all who wait. */
export type LeadsTo = { customer: Msisdn } | { runId: string } | null

/**
 * Carries out what somebody did with a notice. The one place for it: a system hands over the same act twice, and also
 * after a restart, so a notice is acted on once, and the desk knows by its submission what it has sent already. What was
 * written and could not be sent is kept as the customer's draft, and the window opens on it. A notice from before the
 * texts were changed for others only opens the window.
 *
 * @param needs.notKept what was written could be kept nowhere: only who wrote it has it now
 * @returns `act` never rejects; `shownAnew` once a notice of the same name stands there again, so that it can be acted on
 */
export function noticeActs(needs: {
  calls: Pick<DeskCalls, 'getDesk' | 'listMessages' | 'sendSms' | 'fileReply' | 'getThread' | 'saveDraft'>
  lead: (to: LeadsTo) => void
  notKept: (text: string) => void
  unexpected: (what: string, error: unknown) => void
}): {
  act(noticeId: string, act: NoticeAct): Promise<void>
  shownAnew(notice: Pick<Notice, 'id'> & Partial<Notice>): void
} {
  const { calls, lead } = needs
  const acted = new Set<string>()
  /** By notice: what stood there to be pressed, where it could be for several questions. */
  const stood = new Map<string, string>()

  /** Of several questions one may have had its answer since; then what stood at that place may be another by now. */
  function choiceAt(noticeId: string, reply: Filable, place: number): Choice | undefined {
    const isAsShown = reply.questions.length === 0 ? !stood.has(noticeId) : stood.get(noticeId) === saidOf(reply)
    return isAsShown ? choicesOf(reply).flatMap(({ choices }) => choices)[place] : undefined
  }

  /** @returns null also where another reply has that number now */
  async function find(noticeId: string, messageId: string): Promise<Message | null> {
    const listed = await calls.listMessages({ before: Number(messageId.slice(1)) + 1, limit: 1 })
    const [message] = listed.ok ? listed.value.messages : []
    if (message?.id !== messageId) return null
    const desk = await calls.getDesk({})
    return desk.ok && replyNotice(message, desk.value) === noticeId ? message : null
  }
  /** Somebody still has to look: at the text, or since it is another answer than before. */
  async function isOpen({ id, needsPerson, because, customer }: Message): Promise<boolean> {
    if (needsPerson || because?.was === undefined) return needsPerson
    const known = await calls.getThread({ customer })
    return known.ok && known.value.person.thread?.changedBy === id
  }
  async function keepAsDraft(customer: Msisdn, text: string) {
    const known = await calls.getThread({ customer })
    // Not knowing what is begun there, it must not be written over.
    if (!known.ok) return needs.notKept(text)
    const { draft } = known.value.person
    const saved = await calls.saveDraft({ customer, text: draft === '' ? text : `${draft}\n${text}` })
    if (!saved.ok) needs.notKept(text)
  }
  /** @returns `done` when nobody needs to look; `maybe` when the disk failed, and it may have been kept all the same */
  async function carryOut(noticeId: string, reply: Message, act: NoticeAct): Promise<'done' | 'not' | 'maybe'> {
    // Named after the reply and what was written back so far: said once more, also after a restart, it is the same.
    const submissionId = `notice-${act.kind}-${reply.id}-${reply.answer?.id ?? 'first'}`
    if (act.kind === 'reply') {
      const sms = { submissionId, to: `+${reply.customer}`, text: act.text, inReplyTo: reply.id }
      return readArgument.sendSms.safeParse(sms).success ? sure(() => calls.sendSms(sms)) : 'not'
    }
    const choice = act.kind === 'file' ? choiceAt(noticeId, reply, act.place) : undefined
    if (choice === undefined) return 'not'
    const { digit: option, notice } = choice
    return sure(() =>
      calls.fileReply({ submissionId, messageId: reply.id, option, ...(notice === null ? {} : { notice }) }),
    )
  }

  async function actOn(noticeId: string, act: NoticeAct) {
    const about = readNotice(noticeId)
    if (about === null) return lead(null)
    if (!('messageId' in about)) return lead(about.runId === null ? null : { runId: about.runId })
    if (act.kind !== 'open') {
      if (acted.has(noticeId)) return
      acted.add(noticeId)
    }
    const reply = await find(noticeId, about.messageId)
    const opens = () => lead(reply === null ? null : { customer: reply.customer })
    // It has left already. As a draft it would lead somebody to send it again; what became of it stands in the thread.
    if (act.kind === 'reply' && reply?.answer?.text === act.text) return reply.needsPerson ? opens() : undefined
    // Dealt with meanwhile, here or by somebody else: then only a person can say whether this is still to be said.
    const became = reply !== null && (await isOpen(reply)) ? await carryOut(noticeId, reply, act) : 'not'
    if (became === 'done') return
    if (act.kind === 'reply' && became === 'not') {
      if (reply === null) needs.notKept(act.text)
      // What may be on its way is no draft: from there it would be sent as another text.
      else await keepAsDraft(reply.customer, act.text)
    }
    opens()
  }

  return {
    act: async (noticeId, act) => {
      try {
        // Sent with nothing in it, it was only pressed.
        const isEmpty = act.kind === 'reply' && act.text.trim() === ''
        await actOn(noticeId, isEmpty ? { kind: 'open' } : act)
      } catch (error) {
        needs.unexpected('notice', error)
        lead(null)
      }
    },
    shownAnew: (notice) => {
      acted.delete(notice.id)
      stood.delete(notice.id)
      if (notice.kind === 'one' && notice.reply !== undefined && notice.reply.questions.length > 0)
        stood.set(notice.id, saidOf(notice.reply))
    },
  }
}

type Filable = Pick<Message, 'options' | 'questions'>

const saidOf = ({ questions }: Filable): string =>
  JSON.stringify(questions.map(({ notice, options }) => [notice, options.map(({ digit }) => digit)]))

/** Pressed once more, as a person is told to: the same submission, so nothing is done twice. */
async function sure(call: () => Promise<Result<unknown>>): Promise<'done' | 'not' | 'maybe'> {
  const first = await call()
  if (first.ok) return 'done'
  if (first.problem.code !== 'maybe-stored') return 'not'
  // Whatever is said against it the second time, the first may be kept.
  return (await call()).ok ? 'done' : 'maybe'
}
