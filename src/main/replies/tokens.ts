/** One word, number, Chinese character or sign of a text. */
export interface Token {
  /** Folded: lower case, ASCII digits, no accents, no apostrophes. Compare this. */
  word: string
  /** UTF-16 range in the text as written, `to` exclusive. Show this. */
  from: number
  to: number
  /** Punctuation between the token before and this one, without spaces; a line break is kept. */
  gap: string
}

export interface Tokens {
  list: Token[]
  /** A question mark of any script stands somewhere. */
  asks: boolean
  /** Nothing visible at all. */
  blank: boolean
}

const apostrophes = new Set("'’‘ʼ′´`＇")
const questionMarks = new Set('?¿؟‽⸮՞፧꘏⳺❓❔')
/** Punctuation that changes what a number next to it means (2%, @2, 1/2): it stands as a token of its own. */
const meaningful = new Set('%‰&@/\\⁄∕')
/** Signs that only decorate, although Unicode does not call them punctuation. */
const decoration = new Set('~|^=¨')
/** Letters that Unicode does not take apart into a base and an accent. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ı: 'i',
}

/**
 * Takes a text apart into tokens that can be compared with those of the word tables.
 *
 * Each Chinese character is a token, since Chinese puts no spaces. Digits stay in their token: "20", "2pm", "1.5" and
 * "2:30" are one token each, so that a digit inside them is never seen alone. Linear in the text's length; never throws.
 */
export function readTokens(text: string): Tokens {
  const list: Token[] = []
  let asks = false
  let blank = true
  let gap = ''
  let open: Token | null = null
  let joiner = ''
  const close = () => {
    if (open !== null) list.push(open)
    if (joiner !== '') gap += joiner
    open = null
    joiner = ''
  }
  const start = (word: string, from: number, to: number): Token => {
    const token = { word, from, to, gap }
    gap = ''
    return token
  }
  const take = (word: string, from: number, to: number) => {
    blank = false
    if (open !== null && joins(open.word, joiner, word.charAt(0))) {
      open.word += joiner === "'" ? word : joiner + word
      open.to = to
      joiner = ''
    } else {
      close()
      open = start(word, from, to)
    }
  }
  /** An accent or a sign without a look of its own belongs to what it stands behind. */
  const extend = (to: number) => {
    if (open !== null && joiner === '') open.to = to
  }
  for (let from = 0; from < text.length; ) {
    const plainTo = plainEnd(text, from)
    if (plainTo > from) {
      take(text.slice(from, plainTo).toLowerCase(), from, plainTo)
      from = plainTo
      continue
    }
    const to = clusterEnd(text, from)
    const cluster = text.slice(from, to)
    from = to
    const first = cluster.charAt(0)
    // The Greek question mark (U+037E) looks like a semicolon and folds into one.
    const folded = apostrophes.has(first) ? "'" : first === '\u037e' ? '?' : fold(cluster)
    if (folded === '') extend(to)
    for (const sign of folded) {
      const kind = kindOf(sign)
      if (questionMarks.has(sign)) asks = true
      if (kind !== 'space') blank = false
      if (kind === 'word') {
        take(sign, to - cluster.length, to)
        continue
      }
      const joinable = open !== null && joiner === '' && "'.:⁄".includes(sign)
      if (joinable) {
        joiner = sign
        continue
      }
      close()
      if (kind === 'han' || kind === 'sign') list.push(start(sign, to - cluster.length, to))
      else if (kind === 'punctuation' || sign === '\n') gap += sign
    }
  }
  close()
  return { list, asks, blank }
}

/** The folded words alone: the form in which tables are kept. Most lines of those need no folding. */
export const wordsOf = (text: string): string[] =>
  isPlain.test(text) ? text.split(' ') : readTokens(text).list.map((token) => token.word)

const isPlain = /^[a-z0-9]+(?: [a-z0-9]+)*$/

/** Whether a clause ends in this punctuation; what stands on both sides of it does not belong together. */
export const breaksClause = (gap: string): boolean => gap !== '' && /[,;:.!?，。、；：！？؟¿()\n…—–]/.test(gap)

/** Whether a sentence ends in this punctuation. */
export const breaksSentence = (gap: string): boolean => gap !== '' && /[.!?。！？؟\n…]/.test(gap)

const isDigit = (sign: string) => sign >= '0' && sign <= '9'

function joins(word: string, joiner: string, next: string): boolean {
  if (joiner === '') return true
  const last = word.charAt(word.length - 1)
  return joiner === "'" ? !isDigit(last) && !isDigit(next) : isDigit(last) && isDigit(next)
}

/** End of a run of ASCII letters and digits without accents: most of most texts, and nothing in it needs folding. */
function plainEnd(text: string, from: number): number {
  let to = from
  for (; to < text.length; to += 1) {
    const code = text.charCodeAt(to)
    const lower = code | 0x20
    if (!((lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39))) break
    if (text.charCodeAt(to + 1) >= 0x300) break
  }
  return to
}

const clusterPattern = /(?:\P{M}\p{M}{0,30}|\p{M}{1,30})/suy

/** End of one character with its accents. At most 30 accents are taken at once: reordering more costs their square. */
function clusterEnd(text: string, from: number): number {
  if (text.charCodeAt(from) < 0x80 && !(text.charCodeAt(from + 1) >= 0x300)) return from + 1
  clusterPattern.lastIndex = from
  return clusterPattern.test(text) ? clusterPattern.lastIndex : from + 1
}

/** Asking Unicode's tables is most of what reading a Chinese text costs, and texts share their characters. */
function remembered<Answer>(ask: (sign: string) => Answer): (sign: string) => Answer {
  const answers = new Map<string, Answer>()
  return (sign) => {
    const known = answers.get(sign)
    if (known !== undefined) return known
    // A cluster may hold thirty accents, so there is no end to them.
    if (answers.size === 5000) answers.clear()
    const answer = ask(sign)
    answers.set(sign, answer)
    return answer
  }
}

const fold = remembered((cluster: string): string => {
  if (cluster.length === 1 && cluster.charCodeAt(0) < 0x80) return cluster.toLowerCase()
  // Ignorable characters, keycap frames, skin colours and Latin accents go; marks that carry vowels elsewhere stay.
  const plain = cluster
    .replace(/[\p{Cf}\p{DI}\p{Me}\p{EMod}]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
  return plain.replace(/[łßøæœđı]|[\p{Nd}\p{No}]/gu, (sign) => plainLetters[sign] ?? digitOf(sign) ?? sign)
})

/** Circled digits that have no decomposition; each row runs from 1 to 9. */
const circledOnes = [0x24f5, 0x2776, 0x2780, 0x278a]

function digitOf(sign: string): string | undefined {
  const code = sign.codePointAt(0) ?? 0
  const circled = circledOnes.find((one) => code >= one && code < one + 9)
  if (circled !== undefined) return String(code - circled + 1)
  if (!/\p{Nd}/u.test(sign)) return undefined
  // Unicode keeps the ten digits of a script in one row, so the distance to the row's start is the value.
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}

type Kind = 'word' | 'han' | 'space' | 'punctuation' | 'sign'

const kindOf = remembered((sign: string): Kind => {
  if ((sign >= 'a' && sign <= 'z') || isDigit(sign)) return 'word'
  if (sign <= ' ') return 'space'
  if (/\p{Script=Han}/u.test(sign)) return 'han'
  if (/[\p{L}\p{M}\p{N}]/u.test(sign)) return 'word'
  if (/[\p{Z}\p{Cc}\u2800]/u.test(sign)) return 'space'
  if (decoration.has(sign)) return 'punctuation'
  return /\p{P}/u.test(sign) && !meaningful.has(sign) ? 'punctuation' : 'sign'
})
