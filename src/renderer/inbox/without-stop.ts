/** A sentence as a line of its own, where the others have no full stop either: "It asks a question". */
export const withoutStop = (sentence: string) => sentence.replace(/[.。]$/, '')
