export const runId = (id: number) => `run${id}`
/** @param id as `runId` makes it */
export const runOf = (id: string) => Number(id.slice(3))
