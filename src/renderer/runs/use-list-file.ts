import type { Problem } from '../../shared/result.ts'
import { useWords } from '../words/use-words.ts'
import { fileBytesMost, notAList } from './read-file.ts'

/** Reads a file that may be a list, or says what it is instead. Nothing is done without a file. */
export function useListFile(needs: { onList: (bytes: Uint8Array) => void; onProblem: (problem: Problem) => void }) {
  const { t } = useWords()
  return async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const say = (key: NonNullable<ReturnType<typeof notAList>> | 'fileLarge' | 'fileUnread') =>
      needs.onProblem({ code: '', text: t(`newRun.${key}`) })
    if (file.size > fileBytesMost) return say('fileLarge')
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const other = notAList(bytes)
      if (other !== null) return say(other)
      needs.onList(bytes)
    } catch {
      say('fileUnread')
    }
  }
}
