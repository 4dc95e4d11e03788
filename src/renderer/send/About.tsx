import { showNumber } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import type { Draft, DraftStore } from './draft.ts'

const icons = { reply: 'back', again: 'again', correct: 'pencil' } as const
const words = { reply: 'send.replying', again: 'send.again', correct: 'send.correct' } as const

/** A sender may be a word, and chooses it. */
const Name = ({ text }: { text: string }) => (
  <bdi>
    <Visible text={text} />
  </bdi>
)

/** Says why the form is filled in as it is, and leads back to what was being written before. */
export function About({ about, who, store }: { about: NonNullable<Draft['about']>; who: string; store: DraftStore }) {
  const { t } = useWords()
  const number = showNumber(about.customer)
  return (
    <div className="about-text">
      <p className="row">
        <Icon name={icons[about.kind]} />
        <b className="grow">
          <Sentence k={words[about.kind]} parts={{ who: <Name text={who} />, number: <Name text={number} /> }} />
        </b>
      </p>
      <button type="button" className="link note" onClick={store.drop}>
        {t(store.hasAside() ? 'send.backToDraft' : 'send.drop')}
      </button>
    </div>
  )
}
