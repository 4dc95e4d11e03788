import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

/** A state: symbol and word, always both. */
export function Mark({
  icon,
  tone,
  children,
}: {
  icon: IconName
  tone?: 'person' | 'bad' | 'proof' | 'filed'
  children: ReactNode
}) {
  return (
    <span className={tone === undefined ? 'mark' : `mark ${tone}`}>
      <Icon name={icon} />
      <b>{children}</b>
    </span>
  )
}
