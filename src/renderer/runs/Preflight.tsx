import type { DeskState } from '../../shared/desk-state.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { Icon } from '../app/icons.tsx'
import { Count } from '../send/Count.tsx'
import { useWords } from '../words/use-words.ts'
import type { List } from './use-list.ts'
import type { Line } from './verdicts.ts'

interface PreflightProps {
  state: DeskState
  question: Question
  list: List
  /** Whose text is shown. */
  line: Line | undefined
  onChoose: (place: number) => void
}

/** What will happen: what one customer reads, how many texts and parts, what is left out, how long it takes. */
export function Preflight({ state, question, list, line, onChoose }: PreflightProps) {
  const { t, locale } = useWords()
  const figure = new Intl.NumberFormat(locale)
  const textOf = (fields: Record<string, string>) => {
    const filled = fillQuestion(question, fields)
    return filled.ok ? filled.text : ''
  }
  const { ready, lines } = list
  const segments = ready.map(({ fields }) => countSegments(textOf(fields)).segments)
  const parts = segments.reduce((sum, each) => sum + each, 0)
  const most = segments.reduce((max, each) => Math.max(max, each), 0)
  const rate = state.settings.textsPerSecond ?? (state.number.startsWith('1') ? 1 : 30)
  const seconds = Math.ceil(ready.length / rate)
  const time =
    seconds < 120 ? t('newRun.seconds', { count: seconds }) : t('newRun.minutes', { count: Math.ceil(seconds / 60) })
  const at = line === undefined ? -1 : ready.indexOf(line)
  const step = (by: number) => {
    const next = ready[at + by]
    if (next !== undefined) onChoose(next.place)
  }
  const waiting = ready.filter(({ verdict }) => verdict === 'waiting').length
  const out = lines.length - ready.length
  const text = line === undefined ? '' : textOf(line.fields)
  return (
    <>
      {line !== undefined && (
        <section className="side">
          <div className="row">
            <h2 className="grow one">
              <bdi>{t('newRun.reads', { who: line.name || (line.shown ?? '') })}</bdi>
            </h2>
            <button
              type="button"
              className="x"
              aria-label={t('newRun.previous')}
              aria-disabled={at <= 0}
              onClick={() => step(-1)}
            >
              <Icon name="back" />
            </button>
            <button
              type="button"
              className="x"
              aria-label={t('newRun.next')}
              aria-disabled={at + 1 >= ready.length}
              onClick={() => step(1)}
            >
              <Icon name="right" />
            </button>
          </div>
          <p className="says">{text}</p>
          <p className="note">
            <Count text={text} />
          </p>
        </section>
      )}
      <section className="side sums">
        <p className="sum">
          <b>{figure.format(ready.length)}</b> {t('newRun.sum', { count: ready.length }).replace(/^\d+\s*/, '')}
        </p>
        <p>{t('newRun.parts', { count: parts, most })}</p>
        <p>
          {t('newRun.out', { count: out })} · {t('newRun.total', { count: lines.length })}
        </p>
        <p>{t('newRun.takes', { rate, time })}</p>
        {waiting > 0 && <p className="problem">{t('newRun.waitingToo', { count: waiting })}</p>}
        {state.reach.state !== 'reachable' && <p className="problem">{t('newRun.unreachable')}</p>}
      </section>
    </>
  )
}
