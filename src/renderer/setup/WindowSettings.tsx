import { useId, useState } from 'react'
import type { Argument, DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { countryOf } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { type PreferenceStore, sounds } from '../app/preferences.ts'
import { useObservable } from '../app/use-observable.ts'
import { useWords } from '../words/use-words.ts'
import { commonCountries } from './countries.ts'
import { DesktopSettings } from './DesktopSettings.tsx'
import { SegField } from './SegField.tsx'

interface WindowSettingsProps {
  state: DeskState
  api: Pick<DeskApi, 'saveSettings'>
  preferences: PreferenceStore
}

const themes = [
  { theme: null, word: 'setup.themeSystem' },
  { theme: 'light', word: 'setup.themeLight' },
  { theme: 'dark', word: 'setup.themeDark' },
] as const

/** Language, paper and how numbers without a country code are read. Takes effect at once. */
export function WindowSettings({ state, api, preferences }: WindowSettingsProps) {
  const { t, locale } = useWords()
  const id = useId()
  const [problem, setProblem] = useState<Problem | null>(null)
  const { letterKeys, enterSends, sound } = useObservable(preferences)
  const save = async (change: Argument<'saveSettings'>) => {
    const answer = await api.saveSettings(change)
    setProblem(answer.ok ? null : answer.problem)
  }
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const nameOf = (country: string) => names.of(country) ?? country
  const byName = new Intl.Collator(locale)
  const { country, language, theme } = state.settings
  const listed = country === null || commonCountries.includes(country) ? commonCountries : [...commonCountries, country]
  const ours = countryOf(state.number) ?? state.country
  return (
    <section className="side">
      <h2>{t('setup.window')}</h2>
      <div>
        <label htmlFor={`${id}l`}>{t('setup.language')}</label>
        <div className="select">
          <select
            id={`${id}l`}
            className="input"
            value={language ?? ''}
            onChange={(event) =>
              void save({ language: event.target.value === '' ? null : (event.target.value as 'en' | 'zh') })
            }
          >
            <option value="">{t('setup.languageSystem')}</option>
            <option value="en" lang="en">
              English
            </option>
            <option value="zh" lang="zh">
              简体中文
            </option>
          </select>
          <Icon name="down" />
        </div>
      </div>
      <SegField
        legend={t('setup.theme')}
        choices={themes.map(({ theme: value, word }) => ({ value, word: t(word) }))}
        chosen={theme}
        onChoose={(chosen) => void save({ theme: chosen })}
      />
      <div>
        <label htmlFor={`${id}c`}>{t('setup.country')}</label>
        <div className="select">
          <select
            id={`${id}c`}
            className="input"
            value={country ?? ''}
            onChange={(event) => void save({ country: event.target.value === '' ? null : event.target.value })}
          >
            <option value="">{t('setup.countryOurs', { country: nameOf(ours) })}</option>
            {listed
              .map((code) => ({ code, name: nameOf(code) }))
              .sort((one, other) => byName.compare(one.name, other.name))
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </select>
          <Icon name="down" />
        </div>
      </div>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={letterKeys}
            onChange={(event) => preferences.change({ letterKeys: event.target.checked })}
          />
          {t('setup.letterKeys')}
        </label>
        <p className="note">{t('setup.letterKeysWhy')}</p>
      </div>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={enterSends}
            onChange={(event) => preferences.change({ enterSends: event.target.checked })}
          />
          {t('keysInbox.enterSends')}
        </label>
        <p className="note">{t('keysInbox.enterSendsWhy')}</p>
      </div>
      <SegField
        legend={t('setup.sound')}
        choices={sounds.map((value) => ({ value, word: t(`setup.sounds.${value}`) }))}
        chosen={sound}
        note={t('setup.soundWhy')}
        onChoose={(chosen) => preferences.change({ sound: chosen })}
      />
      {state.desktop !== null && <DesktopSettings settings={state.settings} desktop={state.desktop} save={save} />}
      {problem !== null && <ProblemText problem={problem} />}
    </section>
  )
}
