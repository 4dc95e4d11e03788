import { makeObservable, type Observable } from '../app/observable.ts'
import type { QuestionForm } from './question-form.ts'

/** A question that somebody is writing. */
export interface EditedQuestion {
  form: QuestionForm
  /** The one that is being changed; 0 is a new one. */
  version: number
}

export interface QuestionDrafts extends Observable<Readonly<Record<string, EditedQuestion>>> {
  keep(id: string, edited: EditedQuestion): void
  drop(id: string): void
}

/** What is being written of questions, by id. Kept over a look elsewhere and a reload, until it is saved or given up. */
export function makeQuestionDrafts({
  storage,
  key,
}: {
  storage: Pick<Storage, 'getItem' | 'setItem'>
  key: string
}): QuestionDrafts {
  const drafts = makeObservable<Readonly<Record<string, EditedQuestion>>>(read(storage, key))
  const set = (next: Readonly<Record<string, EditedQuestion>>) => {
    drafts.set(next)
    try {
      storage.setItem(key, JSON.stringify(next))
    } catch {
      // Storage may be full or forbidden; then they live as long as the window.
    }
  }
  return {
    getSnapshot: drafts.getSnapshot,
    subscribe: drafts.subscribe,
    keep: (id, edited) => set({ ...drafts.getSnapshot(), [id]: edited }),
    drop: (id) => {
      const { [id]: _, ...rest } = drafts.getSnapshot()
      set(rest)
    },
  }
}

function read(storage: Pick<Storage, 'getItem'>, key: string): Record<string, EditedQuestion> {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    if (typeof found !== 'object' || found === null) return {}
    return Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, EditedQuestion] => isEdited(entry[1])),
    )
  } catch {
    return {}
  }
}

/** Written by this program, so only what an older one would have left out is looked for. */
function isEdited(value: unknown): value is EditedQuestion {
  if (typeof value !== 'object' || value === null) return false
  const { form, version } = value as { form?: Partial<QuestionForm>; version?: unknown }
  return (
    typeof version === 'number' &&
    Array.isArray(form?.options) &&
    (['name', 'text', 'reask', 'closes', 'hours', 'at', 'late'] as const).every(
      (part) => typeof form[part] === 'string',
    )
  )
}
