import type { RunRow } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useWords } from '../words/use-words.ts'
import { filedAs, flagOf } from './row-words.ts'

interface FiledNoteProps {
  row: RunRow
  /** Epoch ms, once a minute. */
  now: number
}

/** How an answer was filed, and what somebody should look at in that: it was changed, or came late. */
export function FiledNote({ row, now }: FiledNoteProps) {
  const words = useWords()
  const as = filedAs(row, words, now)
  return (
    <>
      {as !== '' && (
        <span className={row.filed?.byHand === true ? 'mark hand' : 'note filed-as'}>
          {row.filed?.byHand === true && <Icon name="pencil" />}
          <bdi>
            <Visible text={as} />
          </bdi>
        </span>
      )}
      <FiledFlag row={row} />
    </>
  )
}

/** Amber as long as somebody should look. */
export function FiledFlag({ row }: Pick<FiledNoteProps, 'row'>) {
  const flag = flagOf(row, useWords())
  if (flag === '') return null
  const isOpen = row.changed || row.filed?.late === true
  return (
    <span className={isOpen ? 'mark flag amber' : 'mark flag'}>
      <Icon name={row.changed ? 'person' : row.filed?.late === true ? 'clock' : 'tick'} />
      {flag}
    </span>
  )
}

/** What somebody noted of a call, where the customer has written since. */
export function SettledBefore({ row }: Pick<FiledNoteProps, 'row'>) {
  const { t } = useWords()
  if (row.outcome !== 'person' || row.settledAs === null) return null
  return (
    <span className="mark hand">
      <Icon name="phone" />
      <bdi>
        <Visible text={t('filed.settledBefore', { words: row.settledAs })} />
      </bdi>
    </span>
  )
}
