import type { FigureDay, Figures } from '../../shared/figures.ts'
import { money } from '../runs/cost.ts'
import { useWords } from '../words/use-words.ts'
import type { Show } from './behind.ts'
import { Columns } from './Columns.tsx'
import { Count } from './Count.tsx'
import { dayAfter } from './range.ts'

const counts = ['sent', 'delivered', 'failed', 'answered'] as const

/** Each day: how much left, and what became of it. */
export function FigureDays({ figures: { days }, show }: { figures: Figures; show: Show }) {
  const { t, locale } = useWords()
  const most = Math.max(1, ...days.map(({ sent }) => sent))
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  const euros = (sum: number) => money({ least: sum, most: sum }, locale)
  const every = Math.ceil(days.length / 6)
  const of = (day: FigureDay, figure: (typeof counts)[number]) => ({
    figure,
    from: day.day,
    before: dayAfter(day.day, 1),
    title: `${t(`figures.${figure}`)}, ${long.format(new Date(day.day))}`,
    count: day[figure],
  })
  return (
    <>
      {days.length > 1 && (
        <>
          <Columns
            label={t('figures.byDay')}
            columns={days.map((day, index) => ({
              key: day.day,
              says: t('figures.day', {
                day: long.format(new Date(day.day)),
                sent: day.sent,
                delivered: day.delivered,
                failed: day.failed,
                answered: day.answered,
                cost: euros(day.euro),
              }),
              pieces: [
                { share: day.delivered / most, tone: 'del' },
                { share: (day.sent - day.delivered - day.failed) / most, tone: 'acc' },
                { share: day.failed / most, tone: 'bad' },
              ],
              tick: index % every === 0 ? short.format(new Date(day.day)) : '',
            }))}
            onPress={(index) => {
              const day = days[index]
              if (day !== undefined && day.sent > 0) show(of(day, 'sent'))
            }}
          />
          <p className="figs">
            <span>
              <i className="sw del" aria-hidden="true" />
              {t('figures.delivered')}
            </span>
            <span>
              <i className="sw acc" aria-hidden="true" />
              {t('figures.noReceipt')}
            </span>
            <span>
              <i className="sw bad" aria-hidden="true" />
              {t('figures.failed')}
            </span>
          </p>
        </>
      )}
      <details open={days.length === 1}>
        <summary>{t('figures.table')}</summary>
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col">{t('figures.columns.day')}</th>
              {counts.map((name) => (
                <th scope="col" key={name}>
                  {t(`figures.${name}`)}
                </th>
              ))}
              <th scope="col">{t('figures.cost')}</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day}>
                <th scope="row">{long.format(new Date(day.day))}</th>
                {counts.map((name) => (
                  <td key={name}>
                    <Count {...of(day, name)} show={show} />
                  </td>
                ))}
                <td className="mono">{euros(day.euro)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
