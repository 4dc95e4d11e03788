import { useState, useSyncExternalStore } from 'react'
import { countsOf } from '../../shared/run-counts.ts'
import type { RunStore } from './run-store.ts'

interface Form {
  /** Another one is another form, empty. */
  key: number
  /** The run that was made of it. */
  made: string | null
}

/**
 * The form of a new run, with its list: kept while something else is looked at, and once it is sent until the first
 * text leaves, so that a run that is taken back is not to be made all over again.
 *
 * @param isShown somebody looks at the form
 */
export function useNewRun(isShown: boolean, store: Pick<RunStore, 'getSnapshot' | 'subscribe'>) {
  const [form, setForm] = useState<Form | null>(null)
  // No more than that of it: runs move many times a second, and whoever asks is the whole window.
  const hasLeft = useSyncExternalStore(store.subscribe, () => {
    const run = store.getSnapshot().runs.find(({ id }) => id === form?.made)
    return run !== undefined && countsOf(run).left > 0
  })
  // While the address names the form, whoever came for it gets an empty one rather than a list that was sent.
  if (isShown && (form === null || form.made !== null)) setForm({ key: (form?.key ?? 0) + 1, made: null })
  else if (form !== null && hasLeft) setForm(null)
  // The address first, always: what is drawn next reads it.
  const go = (to: string, next: Form | null) => {
    window.location.hash = to
    setForm(next)
  }
  return {
    form,
    made: (runId: string) => {
      // Whoever went elsewhere while it was made is not led away.
      if (window.location.hash === '#runs/new') window.location.hash = `#runs/${runId}`
      setForm((now) => (now === null ? null : { ...now, made: runId }))
    },
    /** The list of the run that was made of it once more, as it was. */
    back: () => go('#runs/new', form === null ? null : { ...form, made: null }),
    leave: () => go('#runs', null),
  }
}
