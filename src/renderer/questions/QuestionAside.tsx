import { useId, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fieldsIn, type QuestionDraft, saying } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { Bubble } from '../send/Bubble.tsx'
import { Count, ForcedNote } from '../send/Count.tsx'
import { dayAfterTomorrow, piecesOf, sentTextOf } from '../send/preview.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { TryReply } from './TryReply.tsx'

/** More than these make a text dear, and carriers drop a part now and then. */
const partsUsual = 3

interface QuestionAsideProps {
  draft: QuestionDraft
  api: Pick<DeskApi, 'tryReply'>
  /** Plain characters are wanted in the text. */
  onPlain: () => void
}

/** The customer's side: the text as it stands on a phone, what it costs, and what replies would be taken for. */
export function QuestionAside({ draft, api, onPlain }: QuestionAsideProps) {
  const { t, lookUp, locale } = useWords()
  const id = useId()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const names = fieldsIn(draft.text).filter((name) => name.trim() !== '')
  const values = Object.fromEntries(
    names.map((name) => [name, typed[name] ?? (name === 'weekday' ? dayAfterTomorrow(new Date()) : '')]),
  )
  const pieces = piecesOf(draft.text, values, saying(draft, { values }))
  const reads = sentTextOf(pieces)
  const { segments } = countSegments(reads)
  // Where nothing stands for a field yet its own name does, so that replies can be tried.
  const tryWith = Object.fromEntries(fieldsIn(draft.text).map((name) => [name, values[name]?.trim() || name || '…']))
  return (
    <aside className="pane aside" aria-label={t('questions.preview')}>
      <section className="side">
        <h2>{t('questions.preview')}</h2>
        {names.length > 0 && (
          <div className="samples">
            {names.map((name) => (
              <div className="field-of" key={name}>
                <label htmlFor={`${id}${name}`}>{lookUp(`send.fields.${name}`, sentenceCase(name, locale))}</label>
                <input
                  id={`${id}${name}`}
                  className="input"
                  autoComplete="off"
                  maxLength={200}
                  value={values[name] ?? ''}
                  onChange={(event) => setTyped((now) => ({ ...now, [name]: event.target.value }))}
                />
              </div>
            ))}
          </div>
        )}
        {draft.text === '' ? (
          <p className="note">{t('questions.previewNone')}</p>
        ) : (
          <>
            <Bubble pieces={pieces} />
            <p className="note">
              <Count text={reads} />
            </p>
            <ForcedNote text={draft.text} plain={plainEquivalent(draft.text)} onPlain={onPlain} />
            {segments > partsUsual && <p className="note">{t('questions.long', { count: segments })}</p>}
          </>
        )}
      </section>
      <TryReply draft={draft} values={tryWith} api={api} />
    </aside>
  )
}
