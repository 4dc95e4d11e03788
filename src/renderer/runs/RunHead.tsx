import type { KeptQuestion } from '../../shared/question.ts'
import type { Run } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { View } from './RunView.tsx'

interface RunHeadProps {
  run: Run
  /** Those of the desk; the one that was asked may have been deleted since. */
  questions: readonly KeptQuestion[]
  now: number
  view: View
  onView: (view: View) => void
  onFile: () => void
}

/** Which run this is, and in which way it is looked at. */
export function RunHead({ run, questions, now, view, onView, onFile }: RunHeadProps) {
  const { t, lookUp, locale } = useWords()
  const name = questions.find(({ id }) => id === run.questionId)?.name ?? ''
  const question = lookUp(`send.questions.${run.questionId}`, name)
  return (
    <header className="head run-head" data-region="run-head">
      <a className="btn quiet" href="#runs" aria-label={t('runs.all')} title={t('runs.all')}>
        <Icon name="back" />
      </a>
      <h1 className="one" dir="auto">
        <Visible text={run.name} />
      </h1>
      <span className="note one">
        <Sentence
          k={question === '' ? 'runs.aboutGone' : 'runs.about'}
          values={{ count: run.rows }}
          parts={{
            question: (
              <bdi>
                <Visible text={question} />
              </bdi>
            ),
            time: <time>{sinceClock(run.madeAt, locale, now)}</time>,
          }}
        />
      </span>
      <span className="grow" />
      <a className="btn" href={`#figures/${run.id}`}>
        {t('figures.open')}
      </a>
      <a
        className="btn as-file"
        href={`#wallboard/${run.id}`}
        target="_blank"
        rel="noreferrer"
        title={t('wallboard.openWhy')}
      >
        <Icon name="screen" />
        <span className="word">{t('wallboard.open')}</span>
      </a>
      <button type="button" className="btn as-file" title={t('file.open')} onClick={onFile}>
        <Icon name="save" />
        <span className="word">{t('file.open')}</span>
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own */}
      <span className="seg" role="group" aria-label={t('runs.view')}>
        <button type="button" aria-pressed={view === 'board'} onClick={() => onView('board')}>
          <Icon name="runs" />
          {t('runs.board')}
        </button>
        <button type="button" aria-pressed={view === 'table'} onClick={() => onView('table')}>
          <Icon name="table" />
          {t('runs.table')}
        </button>
        <button type="button" aria-pressed={view === 'calls'} onClick={() => onView('calls')}>
          <Icon name="phone" />
          {t('runs.calls')}
        </button>
      </span>
    </header>
  )
}
