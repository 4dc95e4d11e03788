import { type FormEvent, useId, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { type Msisdn, showNumber } from '../../shared/msisdn.ts'
import type { RentableNumber, TextPrice } from '../../shared/setup.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { commonCountries } from './countries.ts'
import { SelectField } from './SelectField.tsx'
import { useCall } from './use-call.ts'

interface RentNumberProps {
  country: string
  api: Pick<DeskApi, 'findNumbers' | 'rentNumber'>
  onRented: (number: Msisdn) => void
}

const kinds = ['mobile', 'landline', 'toll-free'] as const
type Kind = (typeof kinds)[number]

/** Looks for a number, shows what it costs, and rents it after a plain question that names the price. */
export function RentNumber({ country: first, api, onRented }: RentNumberProps) {
  const { t, locale } = useWords()
  const id = useId()
  const find = useCall()
  const rent = useCall()
  const [country, setCountry] = useState(first)
  const [kind, setKind] = useState<Kind | ''>('')
  const [digits, setDigits] = useState('')
  const [found, setFound] = useState<{ numbers: RentableNumber[]; textPrice: TextPrice | null } | null>(null)
  const [chosen, choose] = useState<RentableNumber | null>(null)
  const [asking, ask] = useState(false)
  const [rented, setRented] = useState<Msisdn | null>(null)

  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const euro = (sum: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 4 }).format(sum)
  const countries = [...new Set([first, ...commonCountries])]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))

  const look = async (event: FormEvent) => {
    event.preventDefault()
    ask(false)
    const wanted = { country, ...(kind !== '' && { kind }), digits: digits.replace(/\D/g, '').slice(0, 15) }
    const answer = await find.run(() => api.findNumbers(wanted))
    setFound(answer)
    choose(answer?.numbers[0] ?? null)
  }
  const take = async ({ msisdn, country, monthly }: RentableNumber) => {
    const answer = await rent.run(() => api.rentNumber({ country, number: msisdn, monthly }))
    ask(false)
    if (answer === null) return
    setFound(null)
    setRented(answer.number)
    onRented(answer.number)
  }
  return (
    <details className="rent">
      <summary>{t('steps.rent.title')}</summary>
      <form onSubmit={look} aria-label={t('steps.rent.title')}>
        <div className="fields three">
          <SelectField label={t('steps.rent.country')} value={country} onChange={setCountry}>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField label={t('steps.rent.kind')} value={kind} onChange={(chosen) => setKind(chosen as Kind | '')}>
            <option value="">{t('steps.rent.any')}</option>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {t(`steps.number.kind.${each}`)}
              </option>
            ))}
          </SelectField>
          <div className="field-of">
            <label htmlFor={`${id}d`}>{t('steps.rent.digits')}</label>
            <input
              id={`${id}d`}
              className="input mono"
              inputMode="numeric"
              autoComplete="off"
              maxLength={20}
              value={digits}
              onChange={(event) => setDigits(event.target.value)}
            />
          </div>
        </div>
        <div className="fix">
          <button type="submit" className="btn" aria-disabled={find.busy}>
            {t(find.busy ? 'steps.working' : 'steps.rent.look')}
          </button>
          {country === 'US' || country === 'CA' ? <p className="note">{t('steps.number.senderUS')}</p> : null}
        </div>
        {find.problem !== null && <ProblemText problem={find.problem} />}
      </form>
      {found?.numbers.length === 0 && <p role="status">{t('steps.rent.none')}</p>}
      {found !== null && chosen !== null && (
        <>
          <fieldset className="choices long">
            <legend>{t('steps.rent.offers')}</legend>
            {found.numbers.map((each) => (
              <label key={each.msisdn} className="choice">
                <input
                  type="radio"
                  name={id}
                  checked={each === chosen}
                  onChange={() => {
                    choose(each)
                    ask(false)
                  }}
                />
                <span className="mono">{each.shown}</span>
                <span className="note">
                  {t(`steps.number.kind.${each.kind}`)} · {t('steps.rent.price', { price: euro(each.monthly) })}
                </span>
              </label>
            ))}
          </fieldset>
          {found.textPrice !== null && (
            <p className="note">
              {t('steps.rent.textPrice', {
                country: names.of(found.textPrice.country) ?? found.textPrice.country,
                price: euro(found.textPrice.price),
              })}
            </p>
          )}
          {asking ? (
            <div className="ask-price" role="alertdialog" aria-labelledby={`${id}t`} aria-describedby={`${id}w`}>
              <p id={`${id}t`}>
                <b>{t('steps.rent.confirm', { number: chosen.shown, price: euro(chosen.monthly) })}</b>
              </p>
              <p id={`${id}w`}>{t('steps.rent.confirmWhy', { price: euro(chosen.monthly) })}</p>
              <div className="fix">
                {/* First, and with the focus: Enter rents nothing. */}
                {/* biome-ignore lint/a11y/noAutofocus: the question has just been asked for */}
                <button type="button" className="btn" autoFocus onClick={() => ask(false)}>
                  {t('steps.rent.no')}
                </button>
                <button
                  type="button"
                  className="btn primary"
                  aria-disabled={rent.busy}
                  onClick={() => void take(chosen)}
                >
                  {rent.busy ? t('steps.rent.renting') : t('steps.rent.yes', { price: euro(chosen.monthly) })}
                </button>
              </div>
            </div>
          ) : (
            <div className="fix">
              <button type="button" className="btn" onClick={() => ask(true)}>
                {t('steps.rent.choose', { number: chosen.shown })}
              </button>
            </div>
          )}
        </>
      )}
      {rent.problem !== null && <ProblemText problem={rent.problem} />}
      <p role="status">{rented !== null && t('steps.rent.rented', { number: showNumber(rented) })}</p>
    </details>
  )
}
