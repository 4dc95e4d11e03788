/** Every planted number has these digits in it, every planted text this word. */
export const marks = { 'a number': '7700900', 'a text': 'zyqcanary' }

/** With the desk's own all the thousand that there are for fiction. */
export const customers = Array.from(
  { length: 999 },
  (_, index) => `447700900${String(((index + 99) % 999) + 1).padStart(3, '0')}`,
)
export const words = (index: number) =>
  `zyqcanary${String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26))}`
