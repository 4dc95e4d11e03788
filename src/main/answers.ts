import { type AutomaticSettings, automaticAnswers } from '../shared/automatic-answers.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { done, type Result, refused } from '../shared/result.ts'
import type { Store } from './store/store.ts'
import { StoreUnavailable } from './store/unavailable.ts'

/**
 * Tells the store how HELP and STOP are answered: a reply is understood and answered in the transaction that stores it,
 * so what is said must stand there too.
 *
 * @returns takes on settings; refused, with nothing changed, when the store cannot keep them
 */
export function answersIn(store: Pick<Store, 'write'>, ours: Msisdn) {
  let told = ''
  return async (settings: AutomaticSettings): Promise<Result<null>> => {
    const answers = automaticAnswers(settings, ours)
    const tell = JSON.stringify(answers)
    if (tell === told) return done(null)
    try {
      await store.write('setAnswers', answers)
      told = tell
      return done(null)
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      return refused(
        'cannot-store',
        'The data folder cannot be written, so nothing was changed. Free some space on the disk, then try again.',
      )
    }
  }
}
