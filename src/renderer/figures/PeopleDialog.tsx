import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { FigurePerson } from '../../shared/figures.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { Token } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { RunDialog } from '../runs/RunDialog.tsx'
import { TextState } from '../runs/TextState.tsx'
import { useCall } from '../setup/use-call.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { Behind } from './behind.ts'

interface PeopleDialogProps {
  behind: Behind
  desk: Pick<DeskApi, 'listFigurePeople'>
  now: number
  nameOf: (customer: string) => string
  onClose: () => void
}

/** Who stands behind a number: each text, to whom it went, and a way to their conversation. */
export function PeopleDialog({ behind, desk, now, nameOf, onClose }: PeopleDialogProps) {
  const { t, locale } = useWords()
  const [people, setPeople] = useState<FigurePerson[] | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  const load = async (from: string | null) => {
    const answer = await call.run(() =>
      desk.listFigurePeople({ ...behind.asked, ...(from === null ? {} : { after: from }) }),
    )
    if (answer === null) return
    setPeople((before) => [...(from === null ? [] : (before ?? [])), ...answer.people])
    setAfter(answer.after)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => void load(null), [])
  const count = new Intl.NumberFormat(locale).format(behind.count)
  return (
    <RunDialog
      dialog={dialog}
      title={t('figures.peopleOf', { figure: behind.title, count })}
      close={t('figures.close')}
      onClose={onClose}
    >
      {people === null && call.problem === null && <p role="status">{t('figures.loading')}</p>}
      {people?.length === 0 && <p>{t('figures.nobody')}</p>}
      {people !== null && people.length > 0 && (
        <ul className="figure-people">
          {people.map((person) => {
            const number = showNumber(person.customer)
            const name = person.name === '' ? nameOf(person.customer) : person.name
            return (
              <li key={person.messageId}>
                <a href={`#inbox/${person.customer}`} dir="auto" lang={scriptOf(name)}>
                  <Visible text={name} />
                </a>
                <span className="mono">{name === number ? '' : number}</span>
                <time dateTime={person.at}>{sinceClock(person.at, locale, now)}</time>
                <Became person={person} now={now} />
              </li>
            )
          })}
        </ul>
      )}
      {call.problem !== null && <ProblemText problem={call.problem} />}
      {(after !== null || call.problem !== null) && (
        <div className="row">
          <button type="button" className="btn" aria-disabled={call.busy} onClick={() => void load(after)}>
            {t(after === null ? 'app.tryAgain' : 'figures.more')}
          </button>
        </div>
      )}
    </RunDialog>
  )
}

function Became({ person, now }: { person: FigurePerson; now: number }) {
  const { t, locale } = useWords()
  if (person.option !== null)
    return (
      <span className="row tight">
        <Token digit={person.option} />
        <span>
          {person.answeredAt === null
            ? t('figures.defaulted')
            : t('figures.answeredAt', { time: sinceClock(person.answeredAt, locale, now) })}
        </span>
      </span>
    )
  return <TextState row={{ text: person, again: false }} />
}
