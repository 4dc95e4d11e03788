/**
 * Words as they stand in the text of released migrations. What the program itself knows may grow (message.ts, run.ts,
 * gap.ts) and changes nothing here: a new word comes with a migration of its own.
 */
export const inboundStates = ['received', 'incomplete']
export const outboundStates = [
  'held',
  'queued',
  'sending',
  'unknown',
  'submitted',
  'delivered',
  'refused',
  'failed',
  'expired',
  'cancelled',
]
export const lostStates = ['unknown', 'refused', 'failed', 'expired']
export const outboundMoves = [
  'held>queued',
  'held>cancelled',
  'held>unknown',
  'queued>held',
  'queued>cancelled',
  'queued>sending',
  'queued>expired',
  'sending>submitted',
  'sending>refused',
  'sending>queued',
  'sending>unknown',
  'unknown>submitted',
  'unknown>delivered',
  'unknown>failed',
  'unknown>expired',
  'submitted>delivered',
  'submitted>failed',
  'submitted>expired',
]
export const gapWhys = ['not-running', 'unreachable', 'cannot-store']
export const runStates = ['held', 'canary', 'sending', 'paused', 'stopped', 'done']
export const runMoves = [
  'held>canary',
  'held>paused',
  'held>stopped',
  'canary>sending',
  'canary>paused',
  'canary>stopped',
  'canary>done',
  'sending>paused',
  'sending>stopped',
  'sending>done',
  'paused>canary',
  'paused>sending',
  'paused>stopped',
  'paused>done',
  'stopped>canary',
  'stopped>sending',
  'stopped>done',
  'done>sending',
]
/** Of a pause, as they grew. */
export const fiveWhys = ['person', 'canary', 'restart', 'late', 'account']
export const sevenWhys = [...fiveWhys, 'unreachable', 'until']
export const eightWhys = [...sevenWhys, 'quiet']
