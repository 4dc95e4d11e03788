import type { FoundPerson } from '../../shared/find.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { threadLink } from './thread-link.ts'

/** Those whose name or number was typed; of nothing typed, those heard of last. */
export function People({
  people,
  title,
  current,
  now,
}: {
  people: readonly FoundPerson[]
  title: string
  /** Which of them Tab leads to. */
  current: number
  now: number
}) {
  const { t, locale } = useWords()
  return (
    <>
      <h2 id="find-people" className="over">
        {title}
      </h2>
      <ul className="people" aria-labelledby="find-people">
        {people.map(({ customer, name, texts, lastAt }, index) => (
          <li key={customer}>
            <a href={threadLink(customer)} data-row={customer} tabIndex={index === current ? 0 : -1}>
              <Icon name="person" />
              {name !== null && (
                <b className="one" lang={scriptOf(name)} dir="auto">
                  <Visible text={name} />
                </b>
              )}
              <span className="mono">
                <Visible text={showNumber(customer)} />
              </span>
              <span className="note">
                {texts === 0 ? t('find.noTexts') : t('find.texts', { count: texts })}
                {lastAt !== null && (
                  <>
                    {' · '}
                    <time dateTime={lastAt}>{sinceClock(lastAt, locale, now)}</time>
                  </>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
