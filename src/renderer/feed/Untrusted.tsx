import { useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { beginningOf, scriptOf, visibleRuns } from './visible-text.ts'

/** A piece of somebody else's text: no markup, hidden characters shown. Stands in an isolate of the caller's. */
export function Visible({ text }: { text: string }) {
  return visibleRuns(text).map((run) =>
    run.name === null ? (
      run.text
    ) : (
      <span className="ctl" title={run.name} key={run.at}>
        {run.text}
      </span>
    ),
  )
}

/** A customer's words: whole up to 600 characters, then on request. */
export function Said({ text, className = 'said' }: { text: string; className?: string }) {
  const { t } = useWords()
  const [whole, setWhole] = useState(false)
  const beginning = beginningOf(text)
  if (text.trim() === '')
    return (
      <p className={className}>
        <span className="dim">{t('row.emptyText')}</span> <Visible text={text.replace(/\s/g, '')} />
      </p>
    )
  return (
    <>
      <p className={className} dir="auto" lang={scriptOf(text)}>
        <Visible text={whole || beginning === null ? text : beginning} />
        {beginning !== null && !whole && '…'}
      </p>
      {beginning !== null && (
        <button type="button" className="link note" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'feed.showLess' : 'feed.showAll')}
        </button>
      )}
    </>
  )
}
