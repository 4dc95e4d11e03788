import type { HttpAnswer } from './http-call.ts'

/** The form in which calls about the account say how it went. The code is text, and need not be that of HTTP. */
export const labelled = (status: number, code: string, label: string): HttpAnswer => ({
  status,
  body: { 'error-code': code, 'error-code-label': label },
})

export const succeeded = labelled(200, '200', 'success')

/** Said of whatever cannot be done with a number: not the account's, already the account's, not for rent. */
export const methodFailed = labelled(420, '420', 'method failed')
