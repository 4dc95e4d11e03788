import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'

const places = {
  way: '#setup/way',
  queue: '#send',
  account: '#setup/account',
  mode: '#setup',
  number: '#setup/number',
} as const

/** A truth of the strip that leads to where it is explained and mended. Its name says where, after what is seen. */
export function StripLink({
  to,
  className,
  children,
}: {
  to: keyof typeof places
  className?: string
  children: ReactNode
}) {
  const { t } = useWords()
  return (
    <a href={places[to]} className={className}>
      {children}
      <span className="sr">, {t(`strip.leads.${to}`)}</span>
    </a>
  )
}
