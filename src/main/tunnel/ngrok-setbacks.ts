import type { Setback } from './supervise.ts'

const kept = 'Vonage keeps replies for up to a day; they come in as soon as the line is back.'
const setback = (why: Setback['why'], what: string, needsPerson = false): Setback => ({
  why,
  text: `Not reachable. ${what} ${kept}`,
  needsPerson,
})

export const dropped = setback('tunnel-dropped', 'The line to ngrok dropped, and we are opening it again.')
export const ended = setback('tunnel-dropped', "The tunnel's program ended, and we are opening it again.")
export const silent = setback('tunnel-silent', 'ngrok does not answer. We keep trying; check the internet connection.')
export const noConnection = setback(
  'tunnel-failed',
  'No connection to ngrok. We keep trying; check the internet connection.',
)
export const cannotRun = setback(
  'tunnel-failed',
  'ngrok does not run on this computer. Enter a public URL in Setup.',
  true,
)
export const stopped = setback(
  'tunnel-failed',
  'The tunnel was stopped from the ngrok dashboard. It opens again in 10 minutes, or when Dispatch Desk is restarted.',
  true,
)
const tokenRefused: Setback = {
  why: 'tunnel-token-refused',
  text: `ngrok refuses the token. Copy it again from your ngrok dashboard into Setup. ${kept}`,
  needsPerson: true,
}
const refusedCodes = new Map([
  ['ERR_NGROK_105', tokenRefused], // not a token by its look
  ['ERR_NGROK_106', tokenRefused], // a token of version 1
  ['ERR_NGROK_107', tokenRefused], // reset
  ['ERR_NGROK_300', tokenRefused], // revoked
  ['ERR_NGROK_4018', tokenRefused], // none
  [
    'ERR_NGROK_108',
    setback(
      'tunnel-failed',
      'The ngrok account allows no further session. Stop the other program that uses the token.',
    ),
  ],
  [
    'ERR_NGROK_334',
    // Also for some seconds after a loss or a crash: ngrok has not noticed yet that our last session is gone.
    setback(
      'tunnel-failed',
      'Our ngrok address is still in use. If this lasts over a minute, stop the other program that uses it, or enter another domain in Setup.',
    ),
  ],
])

/** @param code ngrok's, as "ERR_NGROK_105"; null when there is none: it was not reached */
export function refusal(code: string | null): Setback {
  if (code === null) return noConnection
  const page = `ngrok.com/docs/errors/${code.toLowerCase()}`
  return refusedCodes.get(code) ?? setback('tunnel-failed', `ngrok does not open the tunnel: ${code}, see ${page}.`)
}
