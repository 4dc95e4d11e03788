/** Characters that mean the same in plain ones, by what replaces them. No letter is here that a name is spelled with. */
const plainOf = new Map(
  (
    [
      ["'", '‘’‚‛′´`‹›'],
      ['"', '“”„‟″«»'],
      ['-', '‐‑‒–—―−•'],
      ['...', '…'],
      // No-break and other wide or narrow spaces, and the tab.
      [' ', '\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f'],
      // Drawn as nothing: soft hyphen, zero width space, word joiner, byte order mark.
      ['', '\u00ad\u200b\u2060\ufeff'],
      ['x', '×'],
      // What printers made of two letters: everybody writes them apart too.
      ['ff', 'ﬀ'],
      ['fi', 'ﬁ'],
      ['fl', 'ﬂ'],
      ['ffi', 'ﬃ'],
      ['ffl', 'ﬄ'],
      ['oe', 'œ'],
      ['OE', 'Œ'],
    ] as const
  ).flatMap(([plain, characters]) => [...characters].map((character) => [character, plain] as const)),
)

/**
 * The same text with quotes, dashes, spaces and the like as the GSM alphabet has them; what has no plain form stays as
 * it is. No letter becomes another one: "Łukasz" stays, and an "é" put together from two characters becomes the one it
 * is.
 */
export const plainEquivalent = (text: string): string =>
  [...text.normalize('NFC')]
    .map((character) => plainOf.get(character) ?? character)
    .join('')
    // Again: a letter and its accent may have stood apart only by what is drawn as nothing.
    .normalize('NFC')
