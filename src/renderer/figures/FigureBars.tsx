import type { Figures } from '../../shared/figures.ts'
import { Token } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import type { Show } from './behind.ts'
import { Count } from './Count.tsx'
import { chosenName } from './chosen-name.ts'
import { questionName } from './figures-file.ts'

interface FigureBarsProps {
  figures: Figures
  show: Show
}

/** Why texts failed, most first. */
export function FailedBars({ figures, show }: FigureBarsProps) {
  const { t, problem } = useWords()
  const { failed } = figures
  if (failed.length === 0) return <p className="note">{t('figures.noneFailed')}</p>
  const most = Math.max(...failed.map(({ count }) => count))
  return (
    <ul className="figure-bars">
      {failed.map(({ code, text, count }) => {
        const title = problem({ code, text })
        return (
          <li key={code}>
            <span className="ours">{title}</span>
            <Count figure="failed" code={code} title={title} count={count} show={show} />
            <Bar share={count / most} tone="bad" />
          </li>
        )
      })}
    </ul>
  )
}

/** Who chose what, by question. */
export function OptionBars({ figures, show }: FigureBarsProps) {
  const words = useWords()
  const { t } = words
  const { options } = figures
  if (options.length === 0) return <p className="note">{t('figures.noneAnswered')}</p>
  const most = Math.max(...options.map(({ answered, defaulted }) => answered + defaulted))
  const questions = [...new Set(options.map(({ questionId }) => questionId))]
  return questions.map((id) => {
    const ofQuestion = options.filter(({ questionId }) => questionId === id)
    const [first] = ofQuestion
    return (
      <div key={id}>
        {questions.length > 1 && first !== undefined && <h3 dir="auto">{questionName(first, words)}</h3>}
        <ul className="figure-bars">
          {ofQuestion.map(({ questionId, digit, label, read, answered, defaulted }) => {
            const title = chosenName({ label, read }, words)
            const behind = { option: { questionId, digit, label }, title, show }
            return (
              <li key={`${digit}${label}`}>
                <span className="row">
                  <Token digit={digit} />
                  <span className="ours" dir="auto">
                    {title}
                  </span>
                </span>
                <Count figure="answered" count={answered} {...behind} />
                <Bar share={(answered + defaulted) / most} tone={`t${Math.min(6, Number(digit))}`} />
                {defaulted > 0 && (
                  <button
                    type="button"
                    className="link note"
                    onClick={() => show({ figure: 'defaulted', option: behind.option, title, count: defaulted })}
                  >
                    {t('figures.byDefault', { count: defaulted })}
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    )
  })
}

function Bar({ share, tone }: { share: number; tone: string }) {
  return (
    <span className={`figure-bar ${tone}`} aria-hidden="true">
      <i style={{ width: `${share * 100}%` }} />
    </span>
  )
}
