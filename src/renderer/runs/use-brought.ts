import { useCallback, useState } from 'react'
import { isDialogOpen } from '../app/window-keys.ts'
import { useFileDrop } from './use-file-drop.ts'
import { looksLikeList, usePaste } from './use-paste.ts'

/**
 * A list that was pasted or let go anywhere in the window: it leads to the screen of a new run, which takes it once.
 *
 * @param needs.makesRun that screen is shown, and hears what is pasted itself
 * @param needs.takes false where nothing may be sent any more
 */
export function useBrought({ makesRun, takes }: { makesRun: boolean; takes: boolean }) {
  const [brought, setBrought] = useState<string | File | null>(null)
  const taken = useCallback(() => setBrought(null), [])
  const bring = (list: string | File) => {
    if (isDialogOpen() || !takes) return
    setBrought(list)
    window.location.hash = '#runs/new'
  }
  usePaste(
    makesRun
      ? null
      : (list) => {
          if (looksLikeList(list)) bring(list)
        },
  )
  useFileDrop(bring)
  return { brought: makesRun ? brought : null, taken }
}
