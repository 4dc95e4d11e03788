/** Runs when a text becomes code: the pages under test define it. */
const trip = 'tripwire()'

const markup = [
  `<script>${trip}</script>`,
  `<img src=x onerror=${trip}>`,
  `<img src=x onerror="${trip}">`,
  `"><img src=x onerror=${trip}>`,
  `'><svg onload=${trip}>`,
  `<svg><script>${trip}</script></svg>`,
  `<svg><animate onbegin=${trip} attributeName=x dur=1s>`,
  `<math><mi//xlink:href="data:x,<script>${trip}</script>">`,
  `<iframe srcdoc="<script>parent.${trip}</script>">`,
  `<iframe src="javascript:parent.${trip}">`,
  `<details open ontoggle=${trip}>`,
  `<video><source onerror=${trip}></video>`,
  `<audio src=x onerror=${trip}>`,
  `<body onload=${trip}>`,
  `<input autofocus onfocus=${trip}>`,
  `<style>@import'data:text/css,*{display:none}'</style>`,
  `<style onload=${trip}></style>`,
  `<link rel=stylesheet href="data:text/css,x" onload=${trip}>`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv=refresh content="0;url=javascript:${trip}">`,
  `<form action="https://evil.example/"><button>Send</button></form>`,
  `<object data="javascript:${trip}"></object>`,
  `<embed src="javascript:${trip}">`,
  `<a href="javascript:${trip}">press</a>`,
  `<template><img src=x onerror=${trip}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${trip}>">`,
  `<textarea></textarea><img src=x onerror=${trip}>`,
  `<table><td background="javascript:${trip}">`,
  `<div style="position:fixed;inset:0;background:red">`,
  `<marquee onstart=${trip}>`,
  `--><img src=x onerror=${trip}>`,
  `]]><img src=x onerror=${trip}>`,
  `\${${trip}} {{${trip}}} $t(${trip}) <%= ${trip} %>`,
  `&lt;img src=x onerror=${trip}&gt; &#60;script&#62; &amp;amp;`,
]
const links = [
  `javascript:${trip}`,
  `JaVaScRiPt:${trip}`,
  `java\tscript:${trip}`,
  `data:text/html,<script>${trip}</script>`,
  'https://evil.example/?x=<b>',
  'file:///etc/passwd',
  'vbscript:x',
  'https://user:pass@evil.example/',
  'http://xn--80ak6aa92e.example/',
  'desk://app/index.html',
]
const characters = [
  ...['\u202e', '\u202d', '\u202a', '\u202b', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c'],
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u115f', '\u3164', '\u180e', '\u2028'],
  ...['\u2029', '\0', '\x07', '\x1b[31m', '\x7f', '\u0085', '\u{e0041}', '\ufff9', '\u{1d173}', '\r\n', '\r', '\t'],
  ...['\ud800', '\udc00', '\udbff\ud800', '\uffff', '\ufdd0', '\ue000'],
]
const stacks = ['a', 'ש', 'ก', 'क'].flatMap((base) =>
  ['\u0301', '\u0489', '\u0e49', '\u05b0', '\u20dd', '\u0338'].map((mark) => base + mark.repeat(80)),
)
const scripts = [
  'שלום עולם',
  'مرحبا بالعالم',
  'שלום 123 abc مرحبا',
  '𒐫𒐫𒐫',
  '﷽﷽﷽',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  'ΩΩ≈ç√',
  '红色的门',
  'ﬁ ǅ İ ß',
]
const shapes = [
  'x'.repeat(5000),
  'x '.repeat(5000),
  '\n'.repeat(300),
  'é'.repeat(3000),
  '🚛'.repeat(2000),
  ' '.repeat(3000),
  '\u202e'.repeat(500),
  `${'W'.repeat(599)}😀😀`,
  "'; DROP TABLE messages; --",
  '=1+1',
  '+cmd|x',
  '@SUM(A1)',
  'NaN',
  'null',
  'undefined',
  '[object Object]',
  '%s%n%x',
  '../../../etc/passwd',
]

const all = [...markup, ...links, ...stacks, ...scripts, ...shapes]

export interface HostileText {
  /** A word that no other of them has. */
  word: string
  text: string
}

/** 400 texts that are meant to become more than texts. */
export const hostileTexts: readonly HostileText[] = [
  ...all.map((text) => (word: string) => `${word} ${text}`),
  ...characters.map((each) => (word: string) => `${word} a${each}b${each}c`),
  ...characters.map((each) => (word: string) => `${each}${each} 1 2 3 ${word}`),
  ...characters.map((each) => (word: string) => `${word} ${each.repeat(40)}`),
  // Behind something that turns the line around, or hides.
  ...all.map((text) => (word: string) => `\u202e${text}\u2066 ${word}`),
  ...markup.map((text) => (word: string) => `${word} ${text.replaceAll('<', '\u200b<')}`),
  ...markup.map((text) => (word: string) => `${text.replaceAll(' ', '\n')} ${word}`),
  ...links.map((text) => (word: string) => `see ${text} , ${word} ok`),
  ...stacks.map((text) => (word: string) => `${word}\n${text.repeat(8)}\n${text}`),
  ...scripts.map((text) => (word: string) => `${text.repeat(30)} ${word}`),
]
  .slice(0, 400)
  .map((make, index) => {
    const word = `wq${String(index).padStart(3, '0')}z`
    return { word, text: make(word) }
  })

/** Names that a sender may choose, where a sender may be a word. */
export const hostileSenders: readonly string[] = [
  '<b>MTN</b>',
  `<img src=x onerror=${trip}>`,
  'MTN\u202e321',
  '\u2067שלום',
  'a\u200bb',
  `${'a\u0301\u0489'.repeat(20)}`,
  'W'.repeat(64),
  '🏴󠁧󠁢󠁷󠁬󠁳󠁿',
]

/** As it is kept: what no database holds becomes U+FFFD. */
export const asKept = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')
