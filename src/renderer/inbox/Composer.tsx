import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import type { Msisdn } from '../../shared/msisdn.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import type { SavedReply } from '../../shared/thread.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { type Cost, money } from '../runs/cost.ts'
import { Count, ForcedNote } from '../send/Count.tsx'
import { costOf } from '../send/preview.ts'
import { retype } from '../send/retype.ts'
import { isAsked } from '../send/use-send.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { ComposerProblem } from './ComposerProblem.tsx'
import { isComposed, readComposerKey } from './composer-keys.ts'
import type { ComposerStore, Writing } from './composer-store.ts'
import { SavedList } from './SavedList.tsx'
import { fillReply, type Slash } from './saved-fields.ts'
import { useSavedList } from './use-saved-list.ts'

interface ComposerProps {
  customer: Msisdn
  who: string
  writing: Writing
  store: ComposerStore
  /** What a saved reply's names stand for. */
  fields: ReadonlyMap<string, string>
  replies: readonly SavedReply[]
  /** Of one part; null where the provider has not said. */
  price: Cost | null
  enterSends: boolean
  stopped: boolean
  box: RefObject<HTMLTextAreaElement | null>
  onSend: () => void
  onTakeBack: () => void
  onEditSaved: () => void
}

/** What is being written to the customer whose name stands on the button. */
export function Composer(props: ComposerProps) {
  const { customer, who, writing, store, fields, replies, price, enterSends, box, onSend, onTakeBack } = props
  const { t, locale } = useWords()
  const id = useId()
  const { text, again, sending, problem } = writing
  /** Where the caret goes once a saved reply stands there. */
  const wanted = useRef<[number, number] | null>(null)
  const inPlaceOf = ({ at, query }: Slash, words: string) =>
    text.slice(0, at) + words + text.slice(at + 1 + query.length)
  const pick = (reply: SavedReply, slash: Slash) => {
    const { at } = slash
    const filled = fillReply(reply.text, fields)
    store.fill(customer, inPlaceOf(slash, filled.text), [...writing.gaps, ...filled.gaps])
    // On what is still to be typed, else after it all.
    const gap = filled.gaps[0] === undefined ? -1 : filled.text.indexOf(`{${filled.gaps[0]}}`)
    const from = at + (gap === -1 ? filled.text.length : gap)
    wanted.current = [from, gap === -1 ? from : from + (filled.gaps[0]?.length ?? 0) + 2]
  }
  const onEdit = (slash: Slash) => {
    store.edit(customer, inPlaceOf(slash, ''))
    props.onEditSaved()
  }
  /** The list was opened by its button, whose sign nobody typed. */
  const begun = useRef<{ customer: string; before: string; caret: number; after: string } | null>(null)
  /** Closed without a choice, it leaves nothing behind that Enter would send. */
  const takeBack = () => {
    const was = begun.current
    begun.current = null
    if (was === null || was.customer !== customer || box.current?.value !== was.after) return
    if (document.activeElement === box.current) wanted.current = [was.caret, was.caret]
    store.edit(customer, was.before)
  }
  const list = useSavedList({ text, replies, box, onPick: pick, onEdit })
  useLayoutEffect(() => {
    if (wanted.current === null || box.current === null) return
    box.current.setSelectionRange(...wanted.current)
    wanted.current = null
    list.look()
  })

  const keyDown = (event: KeyboardEvent) => {
    const field = box.current
    if (list.onKeyDown(event)) {
      if (event.key === 'Escape') takeBack()
      return
    }
    if (event.key === 'Escape' && field !== null && !isComposed(event.nativeEvent)) return field.blur()
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
    // In a box that is empty there is nothing else to undo.
    if (isUndo && text === '' && writing.held !== null) {
      event.preventDefault()
      return onTakeBack()
    }
    const meant = readComposerKey(event.nativeEvent, enterSends)
    if (meant === null) return
    event.preventDefault()
    // Alone in an empty box it is a slip, not a question.
    if (meant === 'send' && text.trim() !== '') onSend()
  }
  const plain = plainEquivalent(text)
  const makePlain = () => {
    if (box.current === null || !retype(box.current, plain)) store.edit(customer, plain)
  }
  const begin = () => {
    const field = box.current
    if (field === null) return
    field.focus()
    const spaced = text === '' || /\s$/.test(text)
    const caret = field.selectionStart
    document.execCommand('insertText', false, spaced ? '/' : ' /')
    begun.current = { customer, before: text, caret, after: field.value }
  }
  const { segments } = costOf(text)
  const total = price === null ? null : { least: price.least * segments, most: price.most * segments }
  const asked = problem?.at === 'send' && isAsked(problem.problem)
  return (
    <div className="compose" data-region="compose">
      {again !== null && (
        <p className="note row again">
          <span className="grow">
            {t('composer.again')} {again.unsure && t('send.twice')}
          </span>
          <button type="button" className="link" onClick={() => store.drop(customer)}>
            {t('send.drop')}
          </button>
        </p>
      )}
      {list.open && <SavedList list={list} id={`${id}l`} />}
      <textarea
        ref={box}
        className="input"
        rows={2}
        dir="auto"
        aria-label={t('composer.label', { who })}
        placeholder={t('composer.hint', { who })}
        aria-describedby={`${id}c${problem === null ? '' : ` ${id}e`}`}
        aria-invalid={problem !== null && problem.at !== 'left'}
        aria-autocomplete="list"
        aria-controls={list.open ? `${id}l` : undefined}
        aria-activedescendant={list.open ? `${id}l-${list.current}` : undefined}
        value={text}
        onChange={(event) => {
          store.edit(customer, event.target.value)
          list.reset()
          // Not every way to write moves the caret by a key.
          list.look()
        }}
        onSelect={list.look}
        onBlur={() => {
          list.leave()
          takeBack()
        }}
        onCompositionStart={() => store.composing(customer, true)}
        onCompositionEnd={() => store.composing(customer, false)}
        onKeyDown={keyDown}
      />
      {problem !== null && <ComposerProblem problem={problem} who={who} id={`${id}e`} />}
      <ForcedNote text={text} plain={plain} onPlain={makePlain} />
      <div className="row">
        <span className="note grow count" id={`${id}c`}>
          <Count text={text} />
          {total !== null && text !== '' && (
            <>
              {' · '}
              <span className="mono">{money(total, locale, 3)}</span>
            </>
          )}
          {props.stopped && <span className="stopped"> {t('composer.stopped')}</span>}
        </span>
        <button type="button" className="btn quiet slash" onClick={begin}>
          <kbd>/</kbd> {t('composer.saved')}
        </button>
        <button type="button" className="btn primary" aria-disabled={sending} onClick={onSend}>
          <span className="one">
            {sending ? (
              t('composer.sending')
            ) : asked ? (
              t('send.anyway')
            ) : (
              <Sentence
                k="composer.send"
                parts={{
                  who: (
                    <bdi>
                      <Visible text={who} />
                    </bdi>
                  ),
                }}
              />
            )}
          </span>
          <kbd>{t(enterSends ? 'composer.keys.enter' : 'composer.keys.shiftEnter')}</kbd>
        </button>
      </div>
    </div>
  )
}
