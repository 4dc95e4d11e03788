import type { Thread } from '../../shared/thread.ts'
import type { Words } from '../words/words.ts'
import { withoutStop } from './without-stop.ts'

/** Why a thread needs somebody, as a line of its own. @param why null where a person raised it */
export function whyNeeded(why: NonNullable<Thread['needs']>['why'], { t, lookUp }: Pick<Words, 't' | 'lookUp'>) {
  if (why === null) return t('inbox.needs.hand')
  return withoutStop(lookUp(`inbox.needs.${why}`, lookUp(`why.${why}`, why)))
}
