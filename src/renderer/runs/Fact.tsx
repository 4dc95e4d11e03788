import type { ReactNode } from 'react'

interface FactProps {
  label: string
  note: string
  /** It calls for somebody before anything is sent. */
  warns?: boolean
  children: ReactNode
}

/** One of what will happen. */
export function Fact({ label, note, warns = false, children }: FactProps) {
  return (
    <div className={warns ? 'warns' : undefined}>
      <p className="label">{label}</p>
      <p className="big">{children}</p>
      <p className="note">{note}</p>
    </div>
  )
}
