import { type RefObject, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Customer, DeskState } from '../../shared/desk-state.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { saveFile } from '../app/save-file.ts'
import { EraseDialog } from '../setup/EraseDialog.tsx'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { dialled } from './dialled.ts'

interface PersonDataProps {
  customer: Msisdn
  who: string
  state: DeskState
  desk: Pick<DeskApi, 'getCustomer' | 'exportCustomer' | 'eraseCustomer'>
  onErased: (customer: Msisdn) => void
  /** Has the focus once the person is erased. */
  back: RefObject<HTMLElement | null>
}

/** What a person may ask for: a copy of what is kept of them, and to be erased. */
export function PersonData({ customer, who, state, desk, onErased, back }: PersonDataProps) {
  const { t } = useWords()
  const readOnly = useReadOnly()
  const call = useCall()
  const dialog = useRef<HTMLDialogElement>(null)
  const [known, setKnown] = useState<Customer | null>(null)
  const [exported, setExported] = useState(false)
  const number = dialled(customer)
  const hand = async () => {
    const copy = await call.run(() => desk.exportCustomer({ number }))
    if (copy === null) return
    saveFile(`${who}.json`, JSON.stringify(copy, null, 2), 'application/json')
    setExported(true)
  }
  const ask = async () => {
    const found = await call.run(() => desk.getCustomer({ number }))
    if (found === null) return
    setKnown(found)
    dialog.current?.showModal()
  }
  const erase = async (submissionId: string): Promise<Problem | null> => {
    const answer = await desk.eraseCustomer({ submissionId, number })
    if (!answer.ok) return answer.problem
    onErased(customer)
    return null
  }
  return (
    <section>
      <h2>{t('person.data')}</h2>
      <div className="row tight">
        <button type="button" className="btn small" aria-disabled={call.busy} onClick={() => void hand()}>
          {t('person.export')}
        </button>
        {!readOnly && (
          <button type="button" className="btn small" aria-disabled={call.busy} onClick={() => void ask()}>
            {t('person.erase')}
          </button>
        )}
      </div>
      <p className="note" role="status">
        {exported && t('person.exported')}
      </p>
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <EraseDialog dialog={dialog} back={back} customer={known} mode={state.mode} onErase={erase} />
    </section>
  )
}
