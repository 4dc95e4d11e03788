import { type Msisdn, readNumber } from '../../shared/msisdn.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface Draft {
  /** One text, one id: the desk sends what carries the same id only once, however often it is asked. */
  submissionId: string
  to: string
  /** A question's id; null is free text. */
  questionId: string | null
  /** Only what was typed; an untouched field follows the calendar. */
  fields: Record<string, string>
  text: string
  /** Why the form was filled by a row of the feed. */
  about: {
    /** Written back to a reply, the same text again, or the same words to another number. */
    kind: 'reply' | 'again' | 'correct'
    customer: Msisdn
    /** Nobody knows whether the first one arrived. */
    unsure: boolean
    /** The reply that this text answers, as long as it goes to who wrote that; null when it answers none. */
    inReplyTo: string | null
    /** The text that is sent again; absent where none is. */
    again?: string
  } | null
}

interface Filled {
  to: string
  text: string
  questionId?: string
  fields?: Record<string, string>
}

export interface DraftStore extends Observable<Draft> {
  edit(change: Partial<Pick<Draft, 'to' | 'questionId' | 'text' | 'about'>>): void
  editField(name: string, value: string): void
  /** Fills the form for a row of the feed. What was typed before is put aside, not lost. */
  begin(about: NonNullable<Draft['about']>, filled: Filled): void
  /** To another customer: what a row filled in is put aside for a clean question, else only the number changes. */
  address(to: string): void
  /** After success: a new form, or what was put aside. What was typed since the press stays. */
  finish(sent: Draft): void
  /** Gives up what is written, for what was put aside. */
  drop(): void
  /** Of a customer who was erased nothing that was written stays. `country` is that of numbers typed without a code. */
  forget(customer: Msisdn, country: string): void
  /** True while something typed was put aside. */
  hasAside(): boolean
}

export interface DraftNeeds {
  /** Survives a reload of the window, so that the same press after it is still the same text. */
  storage: Pick<Storage, 'getItem' | 'setItem'>
  key: string
  newId: () => string
  first: { to: string; questionId: string | null }
}

const asideMost = 4

/** What is being written. Kept over a reload and a look at Setup; nothing typed is lost. */
export function makeDraftStore({ storage, key, newId, first }: DraftNeeds): DraftStore {
  const blank = (questionId: string | null, to = ''): Draft => ({
    submissionId: newId(),
    to,
    questionId,
    fields: {},
    text: '',
    about: null,
  })
  const kept = read(storage, key)
  const draft = makeObservable<Draft>(kept?.draft ?? blank(first.questionId, first.to))
  // The newest last; each comes back when what was written over it is sent or given up.
  let aside: readonly Draft[] = kept?.aside ?? []
  const set = (next: Draft) => {
    draft.set(next)
    try {
      storage.setItem(key, JSON.stringify({ draft: next, aside }))
    } catch {
      // Storage may be full or forbidden; then the draft lives as long as the window.
    }
  }
  set(draft.getSnapshot())
  const isTyped = (now: Draft, sent: Draft) => now.to !== sent.to || now.text !== sent.text
  /** What was typed since, for a text of its own. The question and its fields stay: the next customer is mostly asked the same. */
  const rest = (now: Draft, sent: Draft): Draft => ({
    ...blank(now.questionId, now.to === sent.to ? '' : now.to),
    text: now.text === sent.text ? '' : now.text,
    fields: now.fields,
  })
  const putAside = (written: Draft) => {
    aside = [...aside, written].slice(-asideMost)
  }
  const takeBack = () => {
    const newest = aside.at(-1)
    aside = aside.slice(0, -1)
    return newest
  }

  return {
    getSnapshot: draft.getSnapshot,
    subscribe: draft.subscribe,
    edit: (change) => set({ ...draft.getSnapshot(), ...change }),
    editField: (name, value) => {
      const now = draft.getSnapshot()
      set({ ...now, fields: { ...now.fields, [name]: value } })
    },
    begin: (about, { to, text, questionId = null, fields = {} }) => {
      const now = draft.getSnapshot()
      if (now.about === null) putAside(now)
      set({ ...blank(questionId, to), text, fields, about })
    },
    address: (to) => {
      const now = draft.getSnapshot()
      if (now.about === null) {
        set({ ...now, to })
        return
      }
      putAside(now)
      set(blank(first.questionId, to))
    },
    finish: (sent) => {
      const now = draft.getSnapshot()
      // Another text was begun while this one left: that one stays, and this one does not come back.
      aside = aside.flatMap((each) =>
        each.submissionId !== sent.submissionId ? [each] : isTyped(each, sent) ? [rest(each, sent)] : [],
      )
      if (now.submissionId !== sent.submissionId) return set(now)
      const next = rest(now, sent)
      set(isTyped(now, sent) ? next : (takeBack() ?? next))
    },
    drop: () => {
      const now = draft.getSnapshot()
      const back = takeBack()
      set(back ?? blank(now.questionId ?? first.questionId))
    },
    forget: (customer, country) => {
      const isTheirs = ({ to, about }: Draft) => {
        const typed = readNumber(to, country)
        return about?.customer === customer || (typed.ok && typed.msisdn === customer)
      }
      aside = aside.filter((each) => !isTheirs(each))
      const now = draft.getSnapshot()
      set(isTheirs(now) ? (takeBack() ?? blank(first.questionId)) : now)
    },
    hasAside: () => {
      const newest = aside.at(-1)
      return newest !== undefined && (newest.to.trim() !== '' || newest.text.trim() !== '')
    },
  }
}

function read(storage: DraftNeeds['storage'], key: string): { draft: Draft; aside: Draft[] } | null {
  try {
    const found = JSON.parse(storage.getItem(key) ?? 'null') as { draft?: unknown; aside?: unknown } | null
    if (found === null || !isDraft(found.draft)) return null
    return { draft: found.draft, aside: Array.isArray(found.aside) ? found.aside.filter(isDraft) : [] }
  } catch {
    return null
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false
  const { submissionId, to, questionId, fields, text, about } = value as Record<string, unknown>
  return (
    typeof submissionId === 'string' &&
    typeof to === 'string' &&
    (questionId === null || typeof questionId === 'string') &&
    typeof fields === 'object' &&
    fields !== null &&
    typeof text === 'string' &&
    typeof about === 'object'
  )
}
