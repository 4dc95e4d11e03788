/** A text's id as windows and programs know it. */
export const messageId = (seq: number) => `m${seq}`
export const seqOf = (id: string) => Number(id.slice(1))
