import { type DragEvent, useState } from 'react'

/** Takes what is dragged here; says so while it is over it. */
export function useDrop(onDrop: (what: DataTransfer) => void, effect: 'move' | 'copy' = 'move') {
  const [over, setOver] = useState(false)
  return {
    'data-over': over || undefined,
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      event.dataTransfer.dropEffect = effect
      if (!over) setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      onDrop(event.dataTransfer)
    },
  }
}
