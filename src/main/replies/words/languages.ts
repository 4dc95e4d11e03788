import { chinese } from './chinese.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { polish } from './polish.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'
import type { Words } from './words.ts'

/** All are read at once: a customer answers in the language that comes, not in that of the question. */
export const languages: readonly Words[] = [english, french, german, spanish, portuguese, polish, chinese]
