import { useEffect } from 'react'

/**
 * Hears of a file that is let go anywhere nobody else takes it: a browser would leave the page for it.
 *
 * @param onFile of several the first
 */
export function useFileDrop(onFile: (file: File) => void): void {
  useEffect(() => {
    const isOurs = (event: DragEvent) => !event.defaultPrevented && event.dataTransfer?.types.includes('Files') === true
    const over = (event: DragEvent) => {
      if (!isOurs(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      if (!isOurs(event)) return
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) onFile(file)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  })
}
