import { useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { handoverPieceBytes } from '../../shared/handover.ts'
import type { Problem } from '../../shared/result.ts'

interface Brought {
  id: string
  /** Of the file, 0 to 100; 100 is all of it. */
  percent: number
}

/** Brings a file to the desk piece by piece. What was cut short goes on where it was. */
export function useBring(api: Pick<DeskApi, 'putHandover'>) {
  const [brought, setBrought] = useState<Brought | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const under = useRef<{ id: string; file: File } | null>(null)

  async function goOn(): Promise<void> {
    const now = under.current
    if (now === null) return
    setProblem(null)
    for (let offset = 0; under.current === now; ) {
      const piece = await now.file.slice(offset, offset + handoverPieceBytes).arrayBuffer()
      const answer = await api.putHandover({ id: now.id, offset, bytes: base64(new Uint8Array(piece)) })
      if (under.current !== now) return
      if (!answer.ok) return setProblem(answer.problem)
      offset = answer.value.received
      const percent = now.file.size === 0 ? 100 : Math.floor((offset / now.file.size) * 100)
      setBrought({ id: now.id, percent })
      if (offset >= now.file.size) return
    }
  }
  return {
    brought,
    problem,
    goOn,
    bring(file: File): void {
      under.current = { id: crypto.randomUUID(), file }
      setBrought({ id: under.current.id, percent: 0 })
      void goOn()
    },
    /** Whoever closes the dialog has changed their mind. */
    drop(): void {
      under.current = null
      setBrought(null)
      setProblem(null)
    },
  }
}

/** In bits: the arguments of one call have a limit. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return btoa(text)
}
