import { type FormEvent, useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { noteMost, type Person } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { useObservable } from '../app/use-observable.ts'
import { useCall } from '../setup/use-call.ts'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { dialled } from './dialled.ts'
import type { NoteStore } from './note-store.ts'
import { useFormFocus } from './use-form-focus.ts'

interface PersonNoteProps {
  customer: Msisdn
  who: string
  person: Person
  notes: NoteStore
  desk: Pick<DeskApi, 'savePerson'>
  now: number
  onKnown: (person: Person) => void
}

/** What whoever sits here next should know of the person. */
export function PersonNote({ customer, who, person, notes, desk, now, onKnown }: PersonNoteProps) {
  const { t, locale } = useWords()
  const { note } = person
  const readOnly = useReadOnly()
  const call = useCall()
  const [isOpen, setOpen] = useState(false)
  const written = useObservable(notes).get(customer) ?? null
  const typed = readOnly ? null : (written ?? (isOpen ? (note?.text ?? '') : null))
  useEffect(() => notes.remember(customer, person.noteDraft), [notes, customer, person])
  const { form, opener } = useFormFocus(isOpen)
  const close = () => {
    notes.end(customer)
    setOpen(false)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = (typed ?? '').trim()
    const saved = await call.run(() =>
      desk.savePerson({ customer: dialled(customer), note: wanted === '' ? null : wanted }),
    )
    if (saved === null) return
    // What was typed meanwhile is not in it, and waits to be kept too.
    if ((notes.getSnapshot().get(customer) ?? typed) !== typed) return
    // Before the desk's answer is known, or its draft would stand in the box once more.
    close()
    onKnown(saved.person)
  }
  return (
    <section>
      <h2 className="row">
        <span className="grow">{t('person.note')}</span>
        {typed === null && !readOnly && (
          <button type="button" ref={opener} className="btn quiet small" onClick={() => setOpen(true)}>
            <Icon name="pencil" />
            {t(note === null ? 'person.noteAdd' : 'person.noteEdit')}
          </button>
        )}
      </h2>
      {typed !== null ? (
        <form className="person-form" ref={form} onSubmit={(event) => void submit(event)} onFocus={() => setOpen(true)}>
          <textarea
            className="input"
            rows={4}
            dir="auto"
            maxLength={noteMost}
            aria-label={t('person.noteLabel', { who })}
            placeholder={t('person.noteHint')}
            value={typed}
            onChange={(event) => notes.edit(customer, event.target.value)}
          />
          {call.problem !== null && <ProblemText problem={call.problem} />}
          <div className="row">
            <button type="submit" className="btn small" aria-disabled={call.busy}>
              {t('person.keep')}
            </button>
            <button type="button" className="btn quiet small" onClick={close}>
              {t('person.leave')}
            </button>
          </div>
        </form>
      ) : note === null ? (
        <p className="note">{t('person.noteHint')}</p>
      ) : (
        <>
          <p className="note-text" dir="auto">
            {note.text}
          </p>
          <p className="note dim">
            <Sentence k="person.noteAt" parts={{ time: <time>{sinceClock(note.at, locale, now)}</time> }} />
          </p>
        </>
      )}
    </section>
  )
}
