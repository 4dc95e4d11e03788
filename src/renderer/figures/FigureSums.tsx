import { askedFigures, type Figures, textFigures } from '../../shared/figures.ts'
import { money } from '../runs/cost.ts'
import { useWords } from '../words/use-words.ts'
import type { Show } from './behind.ts'
import { Count } from './Count.tsx'
import { howLong } from './how-long.ts'

interface FigureSumsProps {
  figures: Figures
  isPractice: boolean
  show: Show
}

/** What left and what became of it, each line adding up; what it cost, and how soon customers answered. */
export function FigureSums({ figures, isPractice, show }: FigureSumsProps) {
  const words = useWords()
  const { t, locale } = words
  const { minutes, euro, unpriced } = figures
  const figure = new Intl.NumberFormat(locale)
  const { notice, text, thanks } = figures.kinds
  const kinds = {
    notice: t('figures.kindNotice', { count: notice, shown: figure.format(notice) }),
    text: t('figures.kindText', { count: text, shown: figure.format(text) }),
    thanks: figure.format(thanks),
  }
  const withoutPrice = t('figures.unpriced', { count: unpriced, shown: figure.format(unpriced) })
  const took = (value: number | null) => (value === null ? '' : howLong(value, words))
  return (
    <>
      <div className="sum-line">
        <Sum figure="sent" count={figures.sent} show={show} />
        <span className="n" aria-hidden="true">
          =
        </span>
        {textFigures.toSorted(byPlace).map((name) => (
          <Sum key={name} figure={name} count={figures.texts[name]} show={show} />
        ))}
        <p className="note kinds">{t('figures.kinds', kinds)}</p>
      </div>
      <div className="sum-line">
        <Sum figure="asked" count={figures.asked} show={show} />
        <span className="n" aria-hidden="true">
          =
        </span>
        {askedFigures
          .filter((name) => name === 'answered' || figures.outcomes[name] > 0)
          .map((name) => (
            <Sum key={name} figure={name} count={figures.outcomes[name]} show={show} />
          ))}
      </div>
      <div className="sum-facts">
        <div>
          <p className="label">{t('figures.cost')}</p>
          <p className="big">{money({ least: euro, most: euro }, locale)}</p>
          <p className="note">{t(isPractice ? 'figures.pretend' : 'figures.allPriced')}</p>
          {unpriced > 0 && (
            <button
              type="button"
              className="link"
              onClick={() => show({ figure: 'unpriced', title: withoutPrice, count: unpriced })}
            >
              {withoutPrice}
            </button>
          )}
        </div>
        <div>
          <p className="label">{t('figures.half')}</p>
          <p className="big">{minutes.median === null ? '–' : took(minutes.median)}</p>
          <p className="note">
            {minutes.median === null
              ? t('figures.noAnswers')
              : t('figures.quartiles', { lower: took(minutes.lower), upper: took(minutes.upper) })}
          </p>
        </div>
      </div>
    </>
  )
}

const places = ['delivered', 'accepted', 'failed', 'unknown'] as const
const byPlace = (one: (typeof places)[number], other: (typeof places)[number]) =>
  places.indexOf(one) - places.indexOf(other)

function Sum({
  figure,
  count,
  show,
}: {
  figure: 'sent' | 'asked' | keyof Figures['texts'] | keyof Figures['outcomes']
  count: number
  show: Show
}) {
  const { t } = useWords()
  const title = t(`figures.${figure}`)
  return (
    <div className="sum-of">
      <p className="n">
        <Count figure={figure} title={title} count={count} show={show} />
      </p>
      <p>{title}</p>
    </div>
  )
}
