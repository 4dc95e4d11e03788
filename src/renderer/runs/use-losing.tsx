import { type ReactNode, useState } from 'react'
import { flushSync } from 'react-dom'
import { AskDialog } from '../app/AskDialog.tsx'
import { useWords } from '../words/use-words.ts'

/** Asks before a list is lost; `asked` is the dialog, while it asks. */
export function useLosing(): { lose: (act: () => void, isAsked: boolean) => void; asked: ReactNode } {
  const { t } = useWords()
  const [losing, setLosing] = useState<(() => void) | null>(null)
  return {
    lose: (act, isAsked) => (isAsked ? setLosing(() => act) : act()),
    asked: losing !== null && (
      <AskDialog
        title={t('newRun.lose')}
        text={t('newRun.loseWhy')}
        leave={t('newRun.loseLeave')}
        press={t('newRun.losePress')}
        problem={null}
        onPress={() => {
          // Closed before the next list is there: only then does the focus find it.
          flushSync(() => setLosing(null))
          losing()
        }}
        onClose={() => setLosing(null)}
      />
    ),
  }
}
