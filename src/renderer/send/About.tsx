import { showNumber } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import type { Draft, DraftStore } from './draft.ts'

const icons = { reply: 'back', again: 'again', correct: 'pencil' } as const
const words = { reply: 'send.replying', again: 'send.again', correct: 'send.correct' } as const

/** Says why the form is filled in as it is, and leads back to what was being written before. */
export function About({ about, who, store }: { about: NonNullable<Draft['about']>; who: string; store: DraftStore }) {
  const { t } = useWords()
  return (
    <div className="about-text">
      <p className="row">
        <Icon name={icons[about.kind]} />
        <b className="grow">{t(words[about.kind], { who, number: showNumber(about.customer) })}</b>
      </p>
      <button type="button" className="link note" onClick={store.drop}>
        {t(store.hasAside() ? 'send.backToDraft' : 'send.drop')}
      </button>
    </div>
  )
}
