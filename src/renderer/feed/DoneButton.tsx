import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'

/** Nobody needs to look any more: of a reply, or of a text that did not arrive. */
export function DoneButton({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  const { t } = useWords()
  return (
    <button type="button" className="btn small done" aria-disabled={busy} onClick={onPress}>
      <Icon name="tick" />
      <span className="word">{t('row.done')}</span>
    </button>
  )
}
