import { createInstance, type FormatterModule } from 'i18next'
import type { Reach, Settings } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import type { Check } from '../../shared/setup.ts'
import { checksInChinese } from './checks.ts'
import { en } from './en.ts'
import { problemInChinese } from './problems.ts'
import type { Path } from './translated.ts'
import { zh } from './zh.ts'

export type Language = 'en' | 'zh'
export type WordKey = Path<typeof en>
export type Values = Readonly<Record<string, string | number>>

export interface Words {
  language: Language
  /** For Intl and the lang attribute. */
  locale: string
  /** Numbers among the values are written as `figure` writes them. */
  t(key: WordKey, values?: Values): string
  /** A count as this language writes it: 1,234. */
  figure(count: number): string
  /** A word that may not be in the list, for example the name of a question made by the user. */
  lookUp(key: string, fallback: string): string
  problem(problem: Problem): string
  why(reach: Reach): string
  check(check: Check): string
}

export const chooseLanguage = (settings: Settings | null, systemLanguages: readonly string[]): Language =>
  settings?.language ?? (systemLanguages[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en')

/** @param systemLanguages for the English of dates: "21 November" or "November 21" */
export function makeWords(language: Language, systemLanguages: readonly string[] = []): Words {
  const english = systemLanguages.find((each) => /^en\b/i.test(each)) ?? 'en-GB'
  const locale = language === 'zh' ? 'zh-CN' : english
  const { format: figure } = new Intl.NumberFormat(locale)
  const i18n = createInstance()
  // Here, and not by whoever says something: one of them always forgets, and 10000 is soon read as 1000.
  i18n.use<FormatterModule>({
    type: 'formatter',
    init: () => {},
    add: () => {},
    addCached: () => {},
    format: (value: unknown) => (typeof value === 'number' ? figure(value) : (value as string)),
  })
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    initAsync: false,
    nsSeparator: false,
    // React writes text as text; escaping here would show "&amp;".
    interpolation: { escapeValue: false, alwaysFormat: true },
  })
  // A row that comes in says ten of these, and two hundred may come in a second.
  const plain = new Map<WordKey, string>()
  const t: Words['t'] = (key, values) => {
    if (values !== undefined) return i18n.t(key, { ...values })
    const said = plain.get(key) ?? i18n.t(key)
    plain.set(key, said)
    return said
  }
  const lookUp: Words['lookUp'] = (key, fallback) => (i18n.exists(key) ? i18n.t(key) : fallback)
  return {
    language,
    locale,
    t,
    figure,
    lookUp,
    // English sentences of main say more (which number, which limit) than a list by code could.
    problem: (problem) => (language === 'zh' ? problemInChinese(problem.code) : undefined) ?? problem.text,
    check: (check) => {
      if (language === 'en') return check.text
      const said = checksInChinese[check.code]
      if (said !== undefined)
        return said.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(check.figures[name] ?? ''))
      return problemInChinese(check.code) ?? check.text
    },
    why: (reach) => lookUp(`reach.why.${reach.why}`, reach.text),
  }
}
