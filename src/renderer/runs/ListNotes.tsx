import { type ReactNode, type Ref, useMemo } from 'react'
import { Icon } from '../app/icons.tsx'
import { Characters } from '../send/Characters.tsx'
import { commonCountries } from '../setup/countries.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import type { List } from './use-list.ts'

/** So many characters are told of, those that most texts have first. */
const charactersMost = 3

/** What holds for many lines of a list at once, and is changed for all of them: their country, and dear characters. */
export function ListNotes({ list, countryField }: { list: List; countryField: Ref<HTMLSelectElement> }) {
  const { t } = useWords()
  const { national, dearer } = list
  if (national === 0 && dearer.lines === 0) return null
  return (
    <div className="list-notes">
      {national > 0 && (
        <p className="note">
          <Sentence
            k="newRun.nationalIn"
            values={{ count: national }}
            parts={{ country: <CountryField field={countryField} list={list} /> }}
          />
        </p>
      )}
      {dearer.lines > 0 && (
        <p className="note">
          <Dearer list={list} />
          {dearer.plainable > 0 && (
            <button type="button" className="btn small" onClick={() => list.writePlain(true)}>
              {t('newRun.writePlain', { count: dearer.plainable })}
            </button>
          )}
        </p>
      )}
    </div>
  )
}

function CountryField({ field, list }: { field: Ref<HTMLSelectElement>; list: List }) {
  const { t, locale } = useWords()
  const { country } = list
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' })
    return [...new Set([...(country === null ? [] : [country]), ...commonCountries])]
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((one, other) => one.name.localeCompare(other.name, locale))
  }, [locale, country])
  return (
    <span className="select small">
      <select
        ref={field}
        className="input"
        aria-label={t('newRun.countryOf')}
        aria-invalid={country === null}
        value={country ?? ''}
        onChange={(event) => list.readIn(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">{t('newRun.noCountry')}</option>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  )
}

function Dearer({ list: { dearer, ready } }: { list: List }) {
  const { t, locale } = useWords()
  const figure = new Intl.NumberFormat(locale)
  const counted = [...dearer.characters].sort(([, one], [, other]) => other - one)
  const rest = counted.slice(charactersMost)
  const whys: [key: string, what: ReactNode, count: number][] = [
    ...counted
      .slice(0, charactersMost)
      .map(([character, count]): (typeof whys)[number] => [character, <Characters key="" of={[character]} />, count]),
    ...(dearer.long === 0 ? [] : [['long', t('newRun.length'), dearer.long] as (typeof whys)[number]]),
  ]
  const lines = { count: dearer.lines, lines: figure.format(dearer.lines), all: figure.format(ready.length) }
  return (
    <span>
      {t('newRun.dearer', { ...lines, least: dearer.least })}
      {whys.map(([key, what, count], at) => (
        <span key={key}>
          {at > 0 && ' · '}
          <Sentence k="newRun.dearIn" values={{ count: figure.format(count) }} parts={{ what }} />
        </span>
      ))}
      {rest.length > 0 && ` · ${t('send.more', { count: rest.length })}`}
    </span>
  )
}
