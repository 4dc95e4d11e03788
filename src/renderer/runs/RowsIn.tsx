import { type ChangeEvent, useId, useRef, useState } from 'react'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { EarlierList } from './EarlierList.tsx'

interface RowsInProps {
  api: Parameters<typeof EarlierList>[0]['api']
  runs: Parameters<typeof EarlierList>[0]['runs']
  problem: Problem | null
  busy: boolean
  onText: (text: string) => void
  onList: Parameters<typeof EarlierList>[0]['onList']
  onFile: (file: File | undefined) => void
}

/** Takes the list in: pasted cells, typed numbers, a file, or that of an earlier run. */
export function RowsIn({ api, runs, problem, busy, onText, onList, onFile }: RowsInProps) {
  const { t } = useWords()
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')

  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    onFile(event.target.files?.[0])
    // The same file chosen again is a choice too.
    event.target.value = ''
  }
  return (
    <div className="rows-in">
      <h2>{t('newRun.paste')}</h2>
      <p className="dim">{t('newRun.pasteWhy')}</p>
      <textarea
        id={id}
        className="input mono"
        aria-label={t('newRun.list')}
        rows={12}
        spellCheck={false}
        value={text}
        onPaste={(event) => {
          // What is pasted into an empty field is the whole list; into typed lines it is a piece of them.
          if (text.trim() !== '') return
          event.preventDefault()
          onText(event.clipboardData.getData('text/plain'))
        }}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="fix">
        <button type="button" className="btn primary" aria-disabled={text.trim() === ''} onClick={() => onText(text)}>
          {t('newRun.checkList')}
        </button>
        <button type="button" className="btn" onClick={() => file.current?.click()}>
          {t('newRun.file')}
        </button>
        <span className="note">{t('newRun.drop')}</span>
        <input ref={file} type="file" hidden accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={pick} />
      </div>
      <p className="note">{t('newRun.fileKinds')}</p>
      <EarlierList api={api} runs={runs} onList={onList} />
      {busy && (
        <p className="note" role="status">
          {t('newRun.reading')}
        </p>
      )}
      {problem !== null && <ProblemText problem={problem} />}
    </div>
  )
}
