import type { FailedGroup } from '../../shared/failed.ts'
import type { Words } from '../words/words.ts'
import { withoutStop } from './without-stop.ts'

/** Why texts failed, without what to do about it: the first sentence of the problem. */
export function reasonOf({ problem, problemCode }: FailedGroup, { problem: told }: Pick<Words, 'problem'>): string {
  const sentence = told({ code: problemCode ?? '', text: problem ?? '' })
  return withoutStop(/^.*?[.。](?=\s|$|\p{L})/u.exec(sentence)?.[0] ?? sentence)
}
