import { useEffect, useState } from 'react'
import type { Message } from '../../shared/message.ts'
import type { RunStore } from './run-store.ts'

/** The reply that a card tells of, with all that it can be filed as; null while it is not known, or there is none. */
export function useReply(messageId: string | undefined, read: RunStore['reply']): Message | null {
  const [reply, setReply] = useState<Message | null>(null)
  useEffect(() => {
    if (messageId === undefined) return
    let isLeft = false
    void read(messageId).then((found) => !isLeft && setReply(found))
    return () => {
      isLeft = true
    }
  }, [messageId, read])
  return reply?.id === messageId ? reply : null
}
