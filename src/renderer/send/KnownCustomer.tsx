import type { Customer } from '../../shared/desk-state.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { beginningOf } from '../feed/visible-text.ts'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

interface KnownCustomerProps {
  /** Null while nothing is known of the number. */
  customer: Customer | null
  who: string
  now: number
}

/** Below "To": who has opted out, since when and in which words; else the last text, so that nobody is asked twice. */
export function KnownCustomer({ customer, who, now }: KnownCustomerProps) {
  const { t, locale } = useWords()
  const optedOut = customer?.optedOut ?? null
  const last = optedOut === null ? (customer?.lastText ?? null) : null
  const since = optedOut === null ? null : <time>{sinceClock(optedOut.since, locale, now)}</time>
  return (
    <>
      {/* Stands there empty, or what comes into it would not be spoken. */}
      <div role="status">
        {optedOut !== null && (
          <div className="opted-out">
            <Icon name="bar" />
            <p>
              <b>
                {optedOut.words === null ? (
                  <Sentence k="send.optedOut" values={{ who }} parts={{ since }} />
                ) : (
                  <Sentence
                    k="send.optedOutWith"
                    values={{ who }}
                    parts={{ since, words: <Words text={optedOut.words} /> }}
                  />
                )}
              </b>{' '}
              {t('send.optedOutDo')}
            </p>
          </div>
        )}
      </div>
      {last !== null && (
        <p className="note one last-text">
          <Sentence
            k={last.direction === 'inbound' ? 'send.lastIn' : 'send.lastOut'}
            parts={{ time: <time>{sinceClock(last.at, locale, now)}</time>, words: <Words text={last.text} /> }}
          />
        </p>
      )}
    </>
  )
}

function Words({ text }: { text: string }) {
  return (
    <q dir="auto">
      <Visible text={beginningOf(text) ?? text} />
    </q>
  )
}
