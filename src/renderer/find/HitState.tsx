import type { Message, OutboundState } from '../../shared/message.ts'
import { Token } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { isLost, needsLook } from '../feed/merge.ts'
import { isAnswered, stateMarks } from '../feed/row-kit.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

/** What became of a text, in one mark: what can be done about it stands in its thread. */
export function HitState({ message }: { message: Message }) {
  return message.direction === 'outbound' ? <Outbound message={message} /> : <Inbound message={message} />
}

function Outbound({ message }: { message: Message }) {
  const { t, problem } = useWords()
  const state = message.state as OutboundState
  const isAsking = message.needsPerson || state === 'unknown'
  const tone = !needsLook(message) && !message.needsPerson ? {} : ({ tone: isAsking ? 'person' : 'bad' } as const)
  return (
    <>
      <Mark icon={stateMarks[state]} {...tone}>
        {t(`state.${state}`)}
      </Mark>
      {isLost(message) && message.problem !== null && (
        <span className="note">{problem({ code: message.problemCode ?? '', text: message.problem })}</span>
      )}
    </>
  )
}

function Inbound({ message }: { message: Message }) {
  const { t, locale } = useWords()
  const { because } = message
  if (message.needsPerson)
    return (
      <Mark icon="person" tone="person">
        {t('feed.needsPerson')}
      </Mark>
    )
  if (because === null) return <Mark icon="clock">{t('row.received')}</Mark>
  if (isAnswered(message)) return <Mark icon="tick">{t('row.answeredByYou')}</Mark>
  switch (because.rule) {
    case 'option':
      return (
        <span className="mark filed">
          <Token digit={because.option ?? ''} />
          <b className="one">{sentenceCase(because.label ?? because.option ?? '', locale)}</b>
        </span>
      )
    case 'opt-out':
      return (
        <Mark icon="bar" tone="filed">
          {t('row.optedOut')}
        </Mark>
      )
    case 'opt-in':
      return (
        <Mark icon="tick" tone="filed">
          {t('row.optedIn')}
        </Mark>
      )
    case 'help':
      return <Mark icon="ask">{t('row.help')}</Mark>
    case 'person':
    case 'none':
      return <Mark icon="tick">{t('row.nothingToDo')}</Mark>
  }
}
