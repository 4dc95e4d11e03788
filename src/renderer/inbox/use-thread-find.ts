import { useCallback, useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'

interface Hits {
  /** What they are of. */
  query: string
  /** Newest first. */
  messages: readonly Message[]
  more: boolean
  problem: Problem | null
}

/** Nobody steps through more. */
const hitsMost = 200
/** A rare word is looked for some milliseconds at a time. */
const stepsMost = 200
const none: Hits = { query: '', messages: [], more: false, problem: null }

/** Finds among the texts with one customer, as the search of everything does, and steps from hit to hit. */
export function useThreadFind(desk: Pick<DeskApi, 'find'>, customer: Msisdn) {
  const [query, setQuery] = useState('')
  const [hits, setHits] = useState<Hits>(none)
  const [at, setAt] = useState(0)
  useEffect(() => {
    let isWanted = true
    const look = async () => {
      const messages: Message[] = []
      let before: number | undefined
      for (let steps = 0; steps < stepsMost && messages.length < hitsMost; steps += 1) {
        const answer = await desk.find({ query, customer, limit: hitsMost, ...(before !== undefined && { before }) })
        if (!isWanted) return
        if (!answer.ok) return setHits({ ...none, query, problem: answer.problem })
        messages.push(...answer.value.messages)
        if (answer.value.next === null) {
          before = undefined
          break
        }
        before = answer.value.next
      }
      setHits({ query, messages, more: before !== undefined, problem: null })
      setAt(0)
    }
    if (query.trim() === '') setHits({ ...none, query })
    else void look()
    return () => {
      isWanted = false
    }
  }, [desk, customer, query])
  const { messages } = hits
  /** Round the end, as everywhere. */
  const step = useCallback(
    (far: 1 | -1) => setAt((now) => (messages.length === 0 ? 0 : (now + far + messages.length) % messages.length)),
    [messages],
  )
  return { query, type: setQuery, hits, at, shown: messages[at] ?? null, step }
}
