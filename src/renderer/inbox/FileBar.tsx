import type { KeyboardEvent } from 'react'
import { type Choice, choicesOf, sharedDigits } from '../../shared/choices.ts'
import type { Message } from '../../shared/message.ts'
import { Token } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useQuestionName } from '../feed/use-question-name.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { filedNow } from './talk-lines.ts'

interface FileBarProps {
  asking: Message
  /** Of the thread, newest first. */
  rows: readonly Message[]
  busy: boolean
  /** A digit files: a preference. */
  digitKeys: boolean
  onFile: (choice: Choice) => void
}

/** The options that a reply can be filed as, by a press or by its digit; what counts now is filled. */
export function FileBar({ asking, rows, busy, digitKeys, onFile }: FileBarProps) {
  const { t, locale } = useWords()
  const nameOf = useQuestionName()
  const all = choicesOf(asking)
  const isOne = all.length === 1
  const shared = sharedDigits(asking)
  const digits = new Intl.ListFormat(locale).format(shared)
  return (
    <fieldset className={isOne ? 'decide' : 'decide several'} onKeyDown={walk}>
      <legend className="sr">{t('thread.fileAs')}</legend>
      {all.map(({ question, choices }) => {
        const filed = filedNow(rows, asking, question?.notice ?? null)
        const now = choices.find(({ digit }) => digit === filed)?.label
        const name = question === null ? t('thread.fileAs') : nameOf(question, asking.questions, 'whole')
        return (
          // biome-ignore lint/a11y/useSemanticElements: the bar itself is the fieldset
          <div className="choices" role="group" key={question?.notice ?? 'own'} aria-label={name}>
            <b aria-hidden="true">
              <Visible text={name} />
            </b>
            <div className="options">
              {choices.map((choice) => (
                <button
                  type="button"
                  className="file"
                  key={choice.digit}
                  data-digit={choice.digit}
                  aria-disabled={busy}
                  onClick={() => onFile(choice)}
                >
                  <Token digit={choice.digit} open={choice.digit !== filed} />
                  <span className="one">{sentenceCase(choice.label, locale)}</span>
                </button>
              ))}
              {now !== undefined && (
                <span className="note one">{t('thread.now', { label: sentenceCase(now, locale) })}</span>
              )}
            </div>
          </div>
        )
      })}
      {digitKeys && shared.length > 0 && (
        <p className="by-key note">{t('either.keys', { digits, count: shared.length })}</p>
      )}
    </fieldset>
  )
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** From one option to the next, whatever question it is of. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.file')]
  const at = all.indexOf(document.activeElement as HTMLElement)
  if (at === -1) return
  event.preventDefault()
  all[(at + step + all.length) % all.length]?.focus()
}
