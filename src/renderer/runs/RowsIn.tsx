import { type ChangeEvent, type DragEvent, useId, useRef, useState } from 'react'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { fileBytesMost, notAList } from './read-file.ts'

interface RowsInProps {
  problem: Problem | null
  busy: boolean
  onList: (source: string | Uint8Array) => void
  onProblem: (problem: Problem) => void
}

/** Takes the list in: pasted cells, typed numbers, or a file. */
export function RowsIn({ problem, busy, onList, onProblem }: RowsInProps) {
  const { t } = useWords()
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [over, setOver] = useState(false)

  const read = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    const say = (key: NonNullable<ReturnType<typeof notAList>> | 'fileLarge' | 'fileUnread') =>
      onProblem({ code: '', text: t(`newRun.${key}`) })
    if (chosen.size > fileBytesMost) return say('fileLarge')
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer())
      const other = notAList(bytes)
      if (other !== null) return say(other)
      onList(bytes)
    } catch {
      say('fileUnread')
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void read(event.dataTransfer.files[0])
  }
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    void read(event.target.files?.[0])
    // The same file chosen again is a choice too.
    event.target.value = ''
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways, and the button is another
    <div
      className={over ? 'rows-in over' : 'rows-in'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
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
          onList(event.clipboardData.getData('text/plain'))
        }}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="fix">
        <button type="button" className="btn primary" aria-disabled={text.trim() === ''} onClick={() => onList(text)}>
          {t('newRun.checkList')}
        </button>
        <button type="button" className="btn" onClick={() => file.current?.click()}>
          {t('newRun.file')}
        </button>
        <span className="note">{t('newRun.drop')}</span>
        <input ref={file} type="file" hidden accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={pick} />
      </div>
      <p className="note">{t('newRun.fileKinds')}</p>
      {busy && (
        <p className="note" role="status">
          {t('newRun.reading')}
        </p>
      )}
      {problem !== null && <ProblemText problem={problem} />}
    </div>
  )
}
