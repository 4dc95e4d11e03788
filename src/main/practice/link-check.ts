import type { Account } from './account.ts'
import { post } from './post.ts'
import type { Recorder } from './record.ts'

/** @returns whether this address may be linked */
export type LinkCheck = (url: string) => Promise<boolean>

/** The GET without parameters that is made before a link is taken; only 200 will do. */
export const createLinkCheck =
  (needs: { account: Account; record: Recorder; closing: AbortSignal }): LinkCheck =>
  async (url) => {
    const letter = { method: 'GET' as const, url, headers: { 'user-agent': 'Vonage/MessagingHUB/v1.0' }, body: null }
    const outcome = await post(letter, needs.account.settings.retry.answerWithinMs, needs.closing)
    needs.record.note('checks', { at: new Date().toISOString(), url, ...outcome })
    return 'status' in outcome && outcome.status === 200
  }
