import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

/** A state: symbol and word, always both. */
export function Mark({
  icon,
  tone,
  title,
  children,
}: {
  icon: IconName
  /** In a sentence, for whoever points at it. */
  title?: string
  tone?: 'person' | 'bad' | 'proof' | 'filed'
  children: ReactNode
}) {
  return (
    <span className={tone === undefined ? 'mark' : `mark ${tone}`} title={title}>
      <Icon name={icon} />
      <b>{children}</b>
    </span>
  )
}
