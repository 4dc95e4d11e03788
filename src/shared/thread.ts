import { type AskedName, type Message, whys } from './message.ts'
import type { Msisdn } from './msisdn.ts'
import type { OutcomeKind } from './run.ts'

/**
 * What the inbox shows under each of its tabs. A thread is in one of those but `all`: the first of these that is true.
 * `needs-you`: a reply, or a text that is held, waits for a person, or somebody raised it by hand. `failed`: a text did
 * not arrive, and nobody is done with it. `waiting`: a question is open, or it needs somebody and was put off. `done`:
 * none of these.
 */
export const threadTabs = ['needs-you', 'waiting', 'all', 'failed', 'done'] as const
export type ThreadTab = (typeof threadTabs)[number]
export type ThreadStatus = Exclude<ThreadTab, 'all'>

/** Why a thread needs somebody, where no person raised it: as of its texts, or one of these two. */
export const needsWhys = [...whys, 'held', 'changed the answer'] as const

/** All texts between one customer and us, as the inbox's list has them. */
export interface Thread {
  customer: Msisdn
  /** What somebody called them here, else what the newest list did; null when nobody did. */
  name: string | null
  status: ThreadStatus
  /**
   * Of `needs-you`: since when (ISO 8601) and why; `why` is null where a person raised it. `changed the answer`: it was
   * filed and thanked for in the place of another one. `messages` counts texts that need somebody, which may be none.
   * `putOffUntil` (ISO 8601) is when it came back that was put off, and nothing new came since; null where it was not.
   */
  needs: {
    since: string
    why: (typeof needsWhys)[number] | null
    messages: number
    putOffUntil: string | null
  } | null
  /** The id of the reply that was filed in the place of another answer, until somebody has dealt with that; else null. */
  changedBy: string | null
  /** Texts that did not arrive, or of which nobody knows, and that nobody is done with. */
  failed: number
  /** Of those: of how many nobody knows. */
  unsure: number
  /** Why the newest of the others did not arrive, as of a message; null where there are none. */
  failure: Pick<Message, 'problem' | 'problemCode'> | null
  /** ISO 8601: it is not under `needs-you` before; null when it is not put off. A new reply that needs a person ends it. */
  snoozedUntil: string | null
  /** The newest text in either direction; its words are cut to 200 characters. */
  last: Pick<Message, 'id' | 'seq' | 'direction' | 'text' | 'state' | 'at' | 'kind' | 'because'>
  /** What the newest question of theirs that was answered is filed as; null where none is. */
  filedAs: AskedName | null
  /** What was written to them and not sent, from its beginning, cut to 200 characters; null when nothing was. */
  draft: string | null
  optedOut: boolean
}

/** What one question to a person came to. */
export interface PersonOutcome {
  /** Null when they were asked outside of a run. */
  run: { id: string; name: string; place: number } | null
  /** ISO 8601. */
  askedAt: string
  /** Whether answers still count for it. */
  open: boolean
  outcome: OutcomeKind
  /** The digit, of outcome `option`. */
  option: string | null
  options: AskedName[]
  /** What was settled by telephone, of outcome `settled`. */
  settledAs: string | null
  /** Whatever else the list knew: address, window, reference. */
  about: Record<string, string>
  /** ISO 8601: until when answers are filed by themselves; null for as long as it is open. */
  closesAt: string | null
}

/** What somebody wrote about a person here, and to them without sending it. */
export interface OwnWords {
  /** As somebody called them here; null follows the lists. */
  ownName: string | null
  /** Sticks to the person, whatever they are asked. */
  note: { text: string; at: string } | null
  /** What was written and not sent, whole. */
  draft: string
  /** A note that is half written; "" when none is. */
  noteDraft: string
}

/** What is known of a person besides their texts. */
export interface Person extends OwnWords {
  thread: Thread | null
  /** Newest first, at most 20. */
  outcomes: PersonOutcome[]
}

/** A reply somebody wrote once to use again. `{name}` and the names of a list's columns stand for what is known of the person. */
export interface SavedReply {
  id: string
  /** What is typed after "/" to find it. */
  name: string
  text: string
}

export const savedRepliesMost = 200
export const noteMost = 2_000
export const personNameMost = 200

/** How many threads are under each tab; `snoozed` would need somebody, and were put off; of `drafts` something is written and not sent. */
export interface ThreadCounts {
  needsYou: number
  snoozed: number
  drafts: number
  waiting: number
  failed: number
}

/** What the calls about threads answer. */
export interface ThreadAnswers {
  /** `next` is handed in as `after` for those that follow; null after the last. */
  listThreads: { threads: Thread[]; next: string | null; counts: ThreadCounts }
  getThread: { person: Person }
  /** The ids of the messages that it closed: `reopen` takes each back. */
  closeThread: { thread: Thread; closed: string[] }
  raiseThread: { thread: Thread }
  snoozeThread: { thread: Thread }
  savePerson: { person: Person }
  saveDraft: Record<string, never>
  saveNoteDraft: Record<string, never>
  keepSavedReply: { savedReply: SavedReply }
  deleteSavedReply: { savedReplyId: string }
}
