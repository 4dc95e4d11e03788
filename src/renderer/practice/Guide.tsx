import type { CastMember } from '../../shared/desk-state.ts'
import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import type { WordKey } from '../words/words.ts'
import { type Progress, type Step, stepOf } from './guide-store.ts'

interface GuideProps {
  progress: Progress
  /** Who is asked first. */
  first: CastMember
  /** The form holds this customer's number. */
  inForm: boolean
  onFill: () => void
  onPhone: (text: string) => void
  onSkip: (step: Step) => void
  onHide: () => void
}

const steps = ['ask', 'answer', 'difficult', 'number'] as const

/** What to do next in practice. It moves on by what really happened, not by pressing "next". */
export function Guide({ progress, first, inForm, onFill, onPhone, onSkip, onHide }: GuideProps) {
  const { t } = useWords()
  const step = stepOf(progress)
  const at = step === 'file' ? 2 : steps.indexOf(step)
  const who = first.name.split(' ')[0] ?? first.name
  const text = t('practice.difficultText')
  const why: WordKey = step === 'ask' && !inForm ? 'practice.askElseWhy' : `practice.${step}Why`
  return (
    <div className="next">
      <ol className="steps" aria-label={t('practice.guide')}>
        {steps.map((each, index) => (
          <li
            key={each}
            className={index < at ? 'done' : index === at ? 'now' : undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            {index < at && <Icon name="tick" />}
            <span>{t(`practice.steps.${each}`)}</span>
            {index < at && <span className="sr">{t('practice.stepDone')}</span>}
          </li>
        ))}
      </ol>
      <h2>{t(`practice.${step}`, { who })}</h2>
      <p>{t(why, { who, heard: progress.heard })}</p>
      <div className="row">
        {step === 'ask' && !inForm && (
          <button type="button" className="btn primary" onClick={onFill}>
            {t('practice.askElse', { who })}
          </button>
        )}
        {step === 'difficult' && (
          <button type="button" className="btn primary" onClick={() => onPhone(text)}>
            {t('practice.difficultDo', { text })}
            <Icon name="right" />
          </button>
        )}
        {step === 'number' && (
          <a className="btn primary" href="#setup">
            {t('practice.connect')}
            <Icon name="right" />
          </a>
        )}
        {step !== 'number' && (
          <button type="button" className="btn quiet" onClick={() => onSkip(step)}>
            {t('practice.skip')}
          </button>
        )}
        <button type="button" className="btn quiet" onClick={onHide}>
          {t('practice.hide')}
        </button>
      </div>
    </div>
  )
}
