import { type RefObject, useEffect, useRef } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { hasNumber, type Msisdn } from '../../shared/msisdn.ts'
import type { Person } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Earlier } from './Earlier.tsx'
import type { NoteStore } from './note-store.ts'
import { OpenQuestion } from './OpenQuestion.tsx'
import { PersonData } from './PersonData.tsx'
import { PersonName } from './PersonName.tsx'
import { PersonNote } from './PersonNote.tsx'

interface PersonPaneProps {
  customer: Msisdn
  person: Person | null
  name: string | null
  who: string
  state: DeskState
  notes: NoteStore
  desk: Pick<DeskApi, 'savePerson' | 'getCustomer' | 'exportCustomer' | 'eraseCustomer'>
  now: number
  onKnown: (person: Person) => void
  onErased: (customer: Msisdn) => void
  /** Lies over the thread, and goes again; null where it has room beside it. */
  onClose: (() => void) | null
  back: RefObject<HTMLElement | null>
}

/** What is known of the person besides their texts: the stop, the question, the note, what earlier ones came to. */
export function PersonPane(props: PersonPaneProps) {
  const { customer, person, name, who, state, notes, desk, now, onKnown, onClose } = props
  const { t } = useWords()
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (onClose !== null) close.current?.focus()
  }, [onClose])
  const latest = person?.outcomes[0]
  const about = Object.entries(latest?.about ?? {}).filter(([, value]) => value.trim() !== '')
  const open = person?.outcomes.find((each) => each.open && each.outcome !== 'settled') ?? null
  const earlier = person?.outcomes.filter((outcome) => outcome !== open) ?? []
  const optedOut = person?.thread?.optedOut ?? false
  return (
    <aside
      className={onClose === null ? 'pane about' : 'pane about over'}
      aria-label={t('person.label', { who })}
      data-region="about"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || onClose === null) return
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="pane-head">
        <h2 className="grow one">
          {latest?.run == null ? (
            t(person === null || latest !== undefined ? 'thread.about' : 'person.stranger')
          ) : (
            <a href={`#runs/${latest.run.id}`}>
              <Sentence
                k="person.stop"
                values={{ place: latest.run.place }}
                parts={{ run: <Visible text={latest.run.name} /> }}
              />
            </a>
          )}
        </h2>
        {onClose !== null && (
          <button type="button" className="x" ref={close} aria-label={t('person.close')} onClick={onClose}>
            <Icon name="cross" />
          </button>
        )}
      </div>
      {person !== null && (
        <>
          <section>
            <PersonName customer={customer} name={name} ownName={person.ownName} desk={desk} onKnown={onKnown} />
            {about.length > 0 && (
              <dl className="kv">
                {about.map(([column, value]) => (
                  <div key={column}>
                    <dt>
                      <Visible text={column} />
                    </dt>
                    <dd dir="auto">
                      <Visible text={value} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {person.outcomes.length === 0 && <p className="note">{t('person.strangerWhy')}</p>}
          </section>
          {open !== null && <OpenQuestion outcome={open} now={now} />}
          <PersonNote
            customer={customer}
            who={who}
            person={person}
            notes={notes}
            desk={desk}
            now={now}
            onKnown={onKnown}
          />
          {earlier.length > 0 && <Earlier outcomes={earlier} />}
          {hasNumber(customer) && (
            <>
              <section>
                <p className="row note may">
                  <Icon name={optedOut ? 'bar' : 'tick'} />
                  {t(optedOut ? 'person.optedOut' : 'person.mayText')}
                </p>
              </section>
              <PersonData
                customer={customer}
                who={who}
                state={state}
                desk={desk}
                onErased={props.onErased}
                back={props.back}
              />
            </>
          )}
        </>
      )}
    </aside>
  )
}
