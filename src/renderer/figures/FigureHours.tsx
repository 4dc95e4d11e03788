import type { Figures } from '../../shared/figures.ts'
import { useWords } from '../words/use-words.ts'
import type { Show } from './behind.ts'
import { Columns } from './Columns.tsx'
import { Count } from './Count.tsx'
import { hourName, howLong } from './how-long.ts'

/** How soon customers answer, by the hour in which they were asked. */
export function FigureHours({ figures: { hours }, show }: { figures: Figures; show: Show }) {
  const words = useWords()
  const { t } = words
  const most = Math.max(...hours.map(({ median }) => median ?? 0))
  const took = (median: number | null) => (median === null ? '–' : howLong(median, words))
  const of = (hour: number, count: number) => ({
    figure: 'answered' as const,
    hour,
    title: `${t('figures.answered')}, ${hourName(hour)}–${hourName(hour + 1)}`,
    count,
  })
  return (
    <>
      <p className="note">{t(most === 0 ? 'figures.hoursFew' : 'figures.hoursWhy')}</p>
      {most > 0 && (
        <Columns
          label={t('figures.hours')}
          columns={hours.map(({ answers, median }, hour) => ({
            key: hourName(hour),
            says:
              median === null
                ? t('figures.hourFew', { hour: hourName(hour), count: answers })
                : t('figures.hour', { hour: hourName(hour), median: took(median), answers }),
            pieces: [{ share: (median ?? 0) / most, tone: 'del' }],
            tick: hour % 6 === 0 ? hourName(hour).slice(0, 2) : '',
          }))}
          onPress={(hour) => {
            const answers = hours[hour]?.answers ?? 0
            if (answers > 0) show(of(hour, answers))
          }}
        />
      )}
      <details>
        <summary>{t('figures.table')}</summary>
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col">{t('figures.columns.hour')}</th>
              <th scope="col">{t('figures.columns.halfWithin')}</th>
              <th scope="col">{t('figures.columns.answers')}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map(({ answers, median }, hour) => (
              <tr key={hourName(hour)}>
                <th scope="row" className="mono">
                  {hourName(hour)}
                </th>
                <td className="mono">{took(median)}</td>
                <td>
                  <Count {...of(hour, answers)} show={show} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
