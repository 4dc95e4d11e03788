import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import type { Draft, DraftStore } from './draft.ts'

/** Says why the form is filled in as it is, and leads back to what was being written before. */
export function About({ about, who, store }: { about: NonNullable<Draft['about']>; who: string; store: DraftStore }) {
  const { t } = useWords()
  return (
    <div className="about-text">
      <p className="row">
        <Icon name={about.kind === 'reply' ? 'back' : 'again'} />
        <b className="grow one">{t(about.kind === 'reply' ? 'send.replying' : 'send.again', { who })}</b>
      </p>
      <button type="button" className="link note" onClick={store.drop}>
        {t(store.hasAside() ? 'send.backToDraft' : 'send.drop')}
      </button>
    </div>
  )
}
