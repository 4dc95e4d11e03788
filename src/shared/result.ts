/**
 * What a call answers: a value, or a problem that was expected. Expected problems are data, because Electron hands a
 * window only an exception's message: its class, code and cause are lost.
 */
export type Result<Value> = { ok: true; value: Value } | { ok: false; problem: Problem }

export interface Problem {
  /** Stable, for programs and translations, in kebab-case: `opted-out`. */
  code: string
  /** One English sentence for a person: what is wrong and what to do. */
  text: string
}

export const done = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export const refused = (code: string, text: string): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code, text },
})
