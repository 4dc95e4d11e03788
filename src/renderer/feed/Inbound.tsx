import type { Choice } from '../../shared/choices.ts'
import type { Message } from '../../shared/message.ts'
import { hasNumber } from '../../shared/msisdn.ts'
import { Icon, Token } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { dayOf } from '../words/dated.ts'
import { Sentence } from '../words/Sentence.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { clock, sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Answer } from './Answer.tsx'
import { DoneButton } from './DoneButton.tsx'
import { OddTime } from './OddTime.tsx'
import { Picks } from './Picks.tsx'
import { canReopen, isAnswered, ownWords, type RowAsks } from './row-kit.ts'
import { Visible } from './Untrusted.tsx'

const byHand = (because: NonNullable<Message['because']>) =>
  because.filedAt !== undefined || because.why === 'filed by hand'

interface WhyProps {
  message: Message
  busy: boolean
  refiling: boolean
  asks: RowAsks
}

/** The lines below a customer's words: why the desk took them as it did, what a person did then, and the way back. */
export function InboundWhy(props: WhyProps) {
  const { message } = props
  const { t } = useWords()
  return (
    <>
      {message.oddTime && <OddTime />}
      <Understood {...props} />
      {message.needsPerson && !hasNumber(message.customer) && (
        <p className="because">
          <Visible text={t('composer.noNumber', { who: message.customer })} />
        </p>
      )}
      {message.recovered && <p className="because">{t('row.recovered')}</p>}
      {message.answer !== null && <Answer answer={message.answer} beside={message.at} />}
    </>
  )
}

/** Why the desk took a reply as it did, and the way to take it otherwise. */
export function Understood({ message, busy, refiling, asks }: WhyProps) {
  const { t, lookUp } = useWords()
  const readOnly = useReadOnly()
  const { because, parts } = message
  const why = because?.why === undefined ? '' : lookUp(`why.${because.why}`, because.why)
  if (message.state === 'incomplete' && parts !== null)
    return (
      <p className="because">
        {t('row.partsWhy', { count: parts.total - parts.have })}
        {(because?.why === 'may be a STOP' || because?.why === 'begins with a STOP') && (
          <>
            {' '}
            <span className="amber">{why}</span>
          </>
        )}
      </p>
    )
  if (because === null) return null
  // A reply that was reopened after an older version forgot its reason has none.
  if (message.needsPerson)
    return why === '' ? null : (
      <p className="because">
        <span className="amber">{why}</span>
      </p>
    )
  if (because.rule === 'opt-out') return <p className="because">{t('row.optedOutWhy')}</p>
  if (because.rule === 'opt-in') return <p className="because">{t('row.optedInWhy')}</p>
  const filed = because.rule === 'option'
  const reopens = canReopen(message) && !readOnly
  if (!filed && !canReopen(message)) return null
  return (
    <p className="because">
      {filed ? <Reason because={because} why={why} /> : why}{' '}
      {message.options.length > 0 && !readOnly && (
        <button
          type="button"
          className="link"
          aria-expanded={refiling}
          onClick={() => asks.refile(refiling ? null : message.id)}
        >
          {t(refiling ? 'row.keep' : filed ? 'row.refile' : 'row.fileIt')}
        </button>
      )}{' '}
      {reopens && (
        <button type="button" className="link" aria-disabled={busy} onClick={() => asks.reopen(message)}>
          {t('row.reopen')}
        </button>
      )}
    </p>
  )
}

function Reason({ because, why }: { because: NonNullable<Message['because']>; why: string }) {
  const { t } = useWords()
  if (byHand(because)) {
    const time = because.filedAt === undefined ? '' : clock(because.filedAt)
    const { was, wasFor } = because
    const before =
      was !== undefined
        ? t('row.was', { digit: was })
        : wasFor !== undefined
          ? t('either.wasFor', { digit: wasFor.option, question: wasFor.question || t('either.noName') })
          : t('row.wasPerson')
    return (
      <>
        <Sentence k="row.filedByYou" parts={{ time: <time>{time}</time> }} />; <Visible text={before} />.
        {because.untold && ` ${t('row.untold')}`}
      </>
    )
  }
  const heard = because.heard ?? ''
  return (
    <>
      {heard === '' ? (
        t('row.becauseShort', { digit: because.option ?? '', why })
      ) : (
        <Sentence
          k="row.because"
          values={{ digit: because.option ?? '', why }}
          parts={{
            heard: (
              <q dir="auto">
                <Visible text={heard} />
              </q>
            ),
          }}
        />
      )}
      {because.was !== undefined && ` ${t('row.changed', { was: because.was })}`}
      {because.late === true && ` ${t('row.afterClosing')}`}
    </>
  )
}

/** What became of a reply. */
export function InboundState({ message, busy, refiling, asks }: WhyProps) {
  const words = useWords()
  const { t, lookUp, locale } = words
  const readOnly = useReadOnly()
  const { because, parts } = message
  const file = (choice: Choice) => asks.file(message, choice)
  const filed = message.options.find(({ digit }) => digit === because?.option)
  const day = filed === undefined ? '' : dayOf(filed, words)
  if (message.needsPerson)
    return (
      <>
        <Mark icon="person" tone="person">
          {t('feed.needsPerson')}
        </Mark>
        {parts !== null && <span className="note">{t('row.partsHere', { have: parts.have, total: parts.total })}</span>}
        <ThanksNote message={message} />
        {!readOnly && (
          <span className="acts">
            <Picks message={message} busy={busy} file={file} />
            {hasNumber(message.customer) && (
              <button type="button" className="btn small" onClick={() => asks.reply(message)}>
                {t('row.answer')}
              </button>
            )}
            <DoneButton busy={busy} onPress={() => asks.close(message)} />
          </span>
        )}
      </>
    )
  if (because === null)
    return (
      <>
        <Mark icon="clock">{t('row.received')}</Mark>
        <span className="note">{t('row.reading')}</span>
      </>
    )
  if (refiling)
    return (
      <span className="acts">
        <Picks message={message} busy={busy} file={file} />
      </span>
    )
  if (message.doneAt !== null)
    return (
      <>
        <Mark icon="tick">
          <Sentence
            k="row.doneByYou"
            parts={{ time: <time>{sinceClock(message.doneAt, locale, Date.parse(message.at))}</time> }}
          />
        </Mark>
        <ThanksNote message={message} />
      </>
    )
  if (isAnswered(message)) return <Mark icon="tick">{t('row.answeredByYou')}</Mark>
  switch (because.rule) {
    case 'option':
      return (
        <>
          <span className="mark filed">
            <Token digit={because.option ?? ''} />
            <b className="one">{sentenceCase(because.label ?? because.option ?? '', locale)}</b>
            {day !== '' && <span className="note">{day}</span>}
          </span>
          {byHand(because) && (
            <span className="note row tight by-hand">
              <Icon name="pencil" />
              <span>
                <Sentence
                  k="row.filedByYou"
                  parts={{
                    time: <time>{because.filedAt === undefined ? '' : clock(because.filedAt).slice(0, 5)}</time>,
                  }}
                />
              </span>
            </span>
          )}
          <ThanksNote message={message} />
        </>
      )
    case 'opt-out':
      return (
        <>
          <Mark icon="bar" tone="filed">
            {t('row.optedOut')}
          </Mark>
          <ThanksNote message={message} />
        </>
      )
    case 'opt-in':
      return (
        <>
          <Mark icon="tick" tone="filed">
            {t('row.optedIn')}
          </Mark>
          <ThanksNote message={message} />
        </>
      )
    case 'help':
      return (
        <>
          <Mark icon="ask">{t('row.help')}</Mark>
          <ThanksNote message={message} />
        </>
      )
    case 'person':
    case 'none':
      return (
        <>
          <Mark icon="tick">{t('row.nothingToDo')}</Mark>
          {because.why !== undefined && <span className="note">{lookUp(`why.${because.why}`, because.why)}</span>}
          <ThanksNote message={message} />
        </>
      )
  }
}

/** The thanks have no row of their own: they stand on the reply they thank for, also when they did not go out. */
function ThanksNote({ message }: { message: Message }) {
  const { t, problem } = useWords()
  const { thanks, noThanks } = message
  const own = ownWords(message)
  if (thanks === null)
    return noThanks === null ? null : <span className="note">{t(`${own}.noThanks.${noThanks}`)}</span>
  switch (thanks.state) {
    case 'submitted':
    case 'delivered':
      return (
        <span className="note thanked">
          <Sentence k={`${own}.thanked`} parts={{ time: <time>{clock(thanks.at)}</time> }} />
        </span>
      )
    case 'unknown':
      return <span className="note">{t(`${own}.thanksUnknown`)}</span>
    case 'refused':
    case 'failed':
    case 'expired':
    case 'cancelled':
      return (
        <span className="note bad-note">
          {t(`${own}.thanksFailed`)}
          {thanks.problem !== null && `: ${problem({ code: '', text: thanks.problem })}`}
        </span>
      )
    default:
      return <span className="note thanked">{t(`${own}.thanking`)}</span>
  }
}
