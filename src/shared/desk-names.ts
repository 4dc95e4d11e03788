/**
 * The names of the contract (desk-api.ts) without its readers: the preload loops over them, and with the readers it
 * would carry the whole of zod into every window.
 */
export const callNames = [
  'getDesk',
  'getCustomer',
  'sendSms',
  'sendNotice',
  'listMessages',
  'searchMessages',
  'fileReply',
  'closeReply',
  'closeText',
  'reopen',
  'stopSending',
  'resumeSending',
  'releaseText',
  'cancelText',
  'dismissGap',
  'exportCustomer',
  'eraseCustomer',
  'saveSettings',
  'saveAccount',
  'checkAccount',
  'listNumbers',
  'findNumbers',
  'rentNumber',
  'checkLink',
  'linkNumber',
  'unlinkNumber',
  'proveReach',
  'checkEverything',
  'checkNumbers',
  'createRun',
  'listRuns',
  'getRun',
  'pauseRun',
  'resumeRun',
  'stopRun',
  'discardRun',
  'settleRow',
  'setMode',
  'playCustomer',
  'openLink',
  'showLog',
  'listBackups',
  'makeBackup',
  'restoreBackup',
] as const
export type CallName = (typeof callNames)[number]

export const eventNames = ['message', 'desk', 'run'] as const
export type EventName = (typeof eventNames)[number]
