import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export type Step = 'ask' | 'answer' | 'difficult' | 'file' | 'number'

export interface Progress {
  asked: boolean
  answered: boolean
  difficult: boolean
  settled: boolean
  /** The last easy answer, as written. */
  heard: string
  /** Replies that were seen to need a person. */
  difficulties: readonly Pick<Message, 'id' | 'seq' | 'customer'>[]
  /** Steps somebody chose to skip. */
  skipped: readonly Step[]
}

export const noProgress: Progress = {
  asked: false,
  answered: false,
  difficult: false,
  settled: false,
  heard: '2',
  difficulties: [],
  skipped: [],
}

/** One more text seen. Only what really happened moves the guide on. */
export function advance(progress: Progress, message: Message): Progress {
  const { difficulties } = progress
  if (message.direction === 'outbound') {
    if (message.kind === 'notice' && !progress.asked) return { ...progress, asked: true }
    // Older texts are heard of again, when their receipt comes: they answer nothing.
    const answers = difficulties.some((reply) => reply.customer === message.customer && reply.seq < message.seq)
    return message.kind === 'text' && answers && !progress.settled ? { ...progress, settled: true } : progress
  }
  const because = message.because
  if (because === null) return progress
  const next = { ...progress }
  if (because.rule === 'option' && because.filedAt === undefined) {
    next.answered = true
    next.heard = message.text.slice(0, 20)
  }
  const known = difficulties.some((reply) => reply.id === message.id)
  if (message.needsPerson) {
    next.difficult = true
    if (!known && !progress.settled) next.difficulties = [...difficulties, message]
  } else if (known) next.settled = true
  const answered = because.rule === 'person' && message.answer !== null
  if (because.why === 'filed by hand' || message.doneAt !== null || answered) {
    next.difficult = true
    next.settled = true
  }
  return next
}

export function stepOf({ asked, answered, difficult, settled, skipped }: Progress): Step {
  if (!asked && !skipped.includes('ask')) return 'ask'
  if (!answered && !skipped.includes('answer')) return 'answer'
  if (!difficult && !skipped.includes('difficult')) return 'difficult'
  if (!settled && difficult && !skipped.includes('file')) return 'file'
  return 'number'
}

export interface GuideStore extends Observable<Progress> {
  start(): () => void
  reload(): Promise<void>
  skip(step: Step): void
}

export function makeGuideStore(needs: { desk: Pick<DeskApi, 'listMessages' | 'on'> }): GuideStore {
  const progress = makeObservable(noProgress)
  // Oldest first, so that `heard` is the newest answer.
  const see = (messages: readonly Message[]) => progress.set(messages.reduce(advance, progress.getSnapshot()))
  const reload = async () => {
    const answer = await needs.desk.listMessages({ limit: 200 })
    if (answer.ok) see(answer.value.messages.toReversed())
  }
  return {
    getSnapshot: progress.getSnapshot,
    subscribe: progress.subscribe,
    start: () => {
      const undo = needs.desk.on('message', see)
      void reload()
      return undo
    },
    reload,
    skip: (step) => {
      const now = progress.getSnapshot()
      progress.set({ ...now, skipped: [...now.skipped, step] })
    },
  }
}
