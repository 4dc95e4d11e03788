import { type FormEvent, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { type Msisdn, showNumber } from '../../shared/msisdn.ts'
import { type Person, personNameMost } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { Field } from '../setup/Field.tsx'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { dialled } from './dialled.ts'
import { useFormFocus } from './use-form-focus.ts'

interface PersonNameProps {
  customer: Msisdn
  name: string | null
  /** As somebody called them here; null follows the lists. */
  ownName: string | null
  desk: Pick<DeskApi, 'savePerson'>
  onKnown: (person: Person) => void
}

/** What the person is called here, and the way to call them otherwise. */
export function PersonName({ customer, name, ownName, desk, onKnown }: PersonNameProps) {
  const { t } = useWords()
  const readOnly = useReadOnly()
  const call = useCall()
  const [typed, setTyped] = useState<string | null>(null)
  const { form, opener } = useFormFocus(typed !== null)
  if (typed === null)
    return (
      <p className="row person-name">
        <span className="grow">
          <b dir="auto">{name === null ? t('person.noName') : <Visible text={name} />}</b>
          <span className="mono">
            <Visible text={showNumber(customer)} />
          </span>
        </span>
        {!readOnly && (
          <button
            type="button"
            ref={opener}
            className="btn quiet small"
            aria-label={t(name === null ? 'person.giveName' : 'person.rename')}
            title={t(name === null ? 'person.giveName' : 'person.rename')}
            onClick={() => setTyped(ownName ?? name ?? '')}
          >
            <Icon name="pencil" />
          </button>
        )}
      </p>
    )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = typed.trim()
    const saved = await call.run(() =>
      desk.savePerson({ customer: dialled(customer), name: wanted === '' ? null : wanted }),
    )
    if (saved === null) return
    onKnown(saved.person)
    // What was typed meanwhile waits to be kept too.
    setTyped((now) => (now === typed ? null : now))
  }
  return (
    <form className="person-form" ref={form} onSubmit={(event) => void submit(event)}>
      <Field
        label={t('person.nameField')}
        note={t('person.nameNote')}
        name="name"
        value={typed}
        maxLength={personNameMost}
        problem={call.problem}
        onChange={setTyped}
      />
      <div className="row">
        <button type="submit" className="btn small" aria-disabled={call.busy}>
          {t('person.keep')}
        </button>
        <button type="button" className="btn quiet small" onClick={() => setTyped(null)}>
          {t('person.leave')}
        </button>
      </div>
    </form>
  )
}
