import { type DeskCalls, readArgument } from '../shared/desk-api.ts'
import type { Message } from '../shared/message.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { readNotice } from './notices.ts'

/** What somebody did with a notice: pressed it, wrote back, or filed the reply as the option at this place, from 0. */
export type NoticeAct = { kind: 'open' } | { kind: 'reply'; text: string } | { kind: 'file'; place: number }

/** Where in the window it leads; null to all who wait. */
export type LeadsTo = { customer: Msisdn } | { runId: string } | null

/**
 * Carries out what somebody did with a notice. The one place for it: a system hands over the same act twice, and also
 * after a restart, so a notice is acted on once, and the desk knows by its submission what it has sent already. What was
 * written and could not be sent is kept as the customer's draft, and the window opens on it.
 *
 * @returns `act` never rejects; `shownAnew` once a notice of the same name stands there again, so that it can be acted on
 */
export function noticeActs(needs: {
  calls: Pick<DeskCalls, 'listMessages' | 'sendSms' | 'fileReply' | 'getThread' | 'saveDraft'>
  lead: (to: LeadsTo) => void
  unexpected: (what: string, error: unknown) => void
}): { act(noticeId: string, act: NoticeAct): Promise<void>; shownAnew(noticeId: string): void } {
  const { calls, lead } = needs
  const acted = new Set<string>()

  async function find(messageId: string): Promise<Message | null> {
    const listed = await calls.listMessages({ before: Number(messageId.slice(1)) + 1, limit: 1 })
    const [message] = listed.ok ? listed.value.messages : []
    return message?.id === messageId ? message : null
  }
  async function keepAsDraft(customer: Msisdn, text: string) {
    const known = await calls.getThread({ customer })
    const draft = known.ok ? known.value.person.draft : ''
    await calls.saveDraft({ customer, text: draft === '' ? text : `${draft}\n${text}` })
  }
  /** @returns whether it is done, so that nobody needs to look */
  async function carryOut(reply: Message, act: NoticeAct): Promise<boolean> {
    // Named after the reply and what was written back so far: said once more, also after a restart, it is the same.
    const submissionId = `notice-${act.kind}-${reply.id}-${reply.answer?.id ?? 'first'}`
    if (act.kind === 'reply') {
      const sms = { submissionId, to: `+${reply.customer}`, text: act.text, inReplyTo: reply.id }
      return readArgument.sendSms.safeParse(sms).success && (await calls.sendSms(sms)).ok
    }
    const option = act.kind === 'file' ? reply.options[act.place]?.digit : undefined
    if (option === undefined) return false
    return (await calls.fileReply({ submissionId, messageId: reply.id, option })).ok
  }

  async function actOn(noticeId: string, act: NoticeAct) {
    const about = readNotice(noticeId)
    if (about === null) return lead(null)
    if (!('messageId' in about)) return lead(about.runId === null ? null : { runId: about.runId })
    if (act.kind !== 'open') {
      if (acted.has(noticeId)) return
      acted.add(noticeId)
    }
    const reply = await find(about.messageId)
    const opens = () => lead(reply === null ? null : { customer: reply.customer })
    // It has left already. As a draft it would lead somebody to send it again; what became of it stands in the thread.
    if (act.kind === 'reply' && reply?.answer?.text === act.text) return reply.needsPerson ? opens() : undefined
    // Dealt with meanwhile, here or by somebody else: then only a person can say whether this is still to be said.
    if (reply?.needsPerson === true && (await carryOut(reply, act))) return
    if (act.kind === 'reply' && reply !== null) await keepAsDraft(reply.customer, act.text)
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
    shownAnew: (noticeId) => void acted.delete(noticeId),
  }
}
