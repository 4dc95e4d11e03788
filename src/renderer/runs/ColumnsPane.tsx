import { useWords } from '../words/use-words.ts'
import { ColumnField } from './ColumnField.tsx'
import { rankPhones } from './columns.ts'
import type { Table } from './read-table.ts'
import type { List } from './use-list.ts'

/** Which column holds the name, and which the number: the first that has one in a line counts. */
export function ColumnsPane({ table, list }: { table: Table; list: List }) {
  const { t } = useWords()
  const { columns, change } = list
  const { phones } = columns
  // One place more than are taken, as long as that is not many.
  const places = Array.from({ length: Math.min(Math.max(phones.length, 2), table.header.length) }, (_, place) => place)
  return (
    <section className="side" aria-label={t('newRun.columns')}>
      <h2>{t('newRun.columns')}</h2>
      <div className="two">
        <ColumnField
          table={table}
          label={t('newRun.names')}
          value={columns.name}
          none={t('newRun.none')}
          onChange={(name) => change({ ...columns, name })}
        />
        {places.map((place) => (
          <ColumnField
            key={place}
            table={table}
            label={t(place === 0 ? 'newRun.phones' : 'newRun.phonesNext')}
            value={phones[place] ?? null}
            none={t('newRun.none')}
            onChange={(column) => change({ ...columns, phones: rankPhones(phones, place, column) })}
          />
        ))}
      </div>
    </section>
  )
}
