import type { MouseEvent } from 'react'
import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import type { useSavedList } from './use-saved-list.ts'

/** Above the box: what can be used, the caret stays in the text. */
export function SavedList({ list, id }: { list: ReturnType<typeof useSavedList>; id: string }) {
  const { t } = useWords()
  const { found, current, take } = list
  // The box keeps the focus: a press takes it away before it is a click.
  const keepFocus = (event: MouseEvent) => event.preventDefault()
  return (
    <div className="saved-list">
      <p className="note" role="status">
        {found.length > 0 ? t('saved.found', { count: found.length }) : t('saved.empty')}
      </p>
      <div role="listbox" id={id} aria-label={t('saved.list')} onMouseDown={keepFocus}>
        {found.map((reply, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, which has the focus
          <div
            role="option"
            key={reply.id}
            id={`${id}-${place}`}
            className="saved"
            aria-selected={place === current}
            tabIndex={-1}
            onClick={() => take(place)}
          >
            <b className="one">{reply.name}</b>
            <span className="note one" dir="auto">
              {reply.text}
            </span>
          </div>
        ))}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        <div
          role="option"
          id={`${id}-${found.length}`}
          className="saved edit"
          aria-selected={current === found.length}
          tabIndex={-1}
          onClick={() => take(found.length)}
        >
          <Icon name="pencil" />
          <span>{t('saved.edit')}</span>
        </div>
      </div>
    </div>
  )
}
