import { app } from 'electron'

/** @param chosen null follows the system */
export const languageOf = (chosen: 'en' | 'zh' | null): 'en' | 'zh' =>
  chosen ?? (app.getPreferredSystemLanguages()[0]?.startsWith('zh') ? 'zh' : 'en')
