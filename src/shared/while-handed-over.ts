import type { Argument } from './desk-api.ts'
import type { CallName } from './desk-names.ts'

/**
 * What may be done on a desk that is in other hands. `reads` changes nothing of the texts; `needed` is a way out, or of
 * this window alone; `changes` is refused. A call may be either, by its argument.
 */
export const whileHandedOver: {
  readonly [Call in CallName]: 'reads' | 'needed' | 'changes' | ((argument: Argument<Call>) => 'needed' | 'changes')
} = {
  getDesk: 'reads',
  getCustomer: 'reads',
  sendSms: 'changes',
  sendNotice: 'changes',
  listMessages: 'reads',
  searchMessages: 'reads',
  fileReply: 'changes',
  closeReply: 'changes',
  closeText: 'changes',
  reopen: 'changes',
  stopSending: 'changes',
  resumeSending: 'changes',
  releaseText: 'changes',
  cancelText: 'changes',
  dismissGap: 'changes',
  exportCustomer: 'reads',
  // Erased here only, the person would come back with the file.
  eraseCustomer: 'changes',
  saveSettings: (changes) =>
    Object.entries(changes).every(([name, value]) => value === undefined || ofWindow.has(name)) ? 'needed' : 'changes',
  saveAccount: 'changes',
  checkAccount: 'reads',
  listNumbers: 'reads',
  findNumbers: 'reads',
  rentNumber: 'changes',
  checkLink: 'reads',
  // It would take the number from the desk that has it now.
  linkNumber: 'changes',
  unlinkNumber: 'changes',
  proveReach: 'reads',
  checkEverything: 'reads',
  checkNumbers: 'reads',
  getPrices: 'reads',
  createRun: 'changes',
  listRuns: 'reads',
  getRun: 'reads',
  pauseRun: 'changes',
  resumeRun: 'changes',
  stopRun: 'changes',
  discardRun: 'changes',
  rescheduleRun: 'changes',
  leaveOutChase: 'changes',
  settleRow: 'changes',
  retryRows: 'changes',
  exportRun: 'changes',
  takeExport: 'changes',
  saveQuestion: 'changes',
  deleteQuestion: 'changes',
  tryReply: 'reads',
  getFigures: 'reads',
  listFigurePeople: 'reads',
  find: 'reads',
  listAround: 'reads',
  listFailed: 'reads',
  textAgain: 'changes',
  cancelWaiting: 'changes',
  listThreads: 'reads',
  getThread: 'reads',
  closeThread: 'changes',
  raiseThread: 'changes',
  snoozeThread: 'changes',
  savePerson: 'changes',
  saveDraft: 'changes',
  saveNoteDraft: 'changes',
  keepSavedReply: 'changes',
  deleteSavedReply: 'changes',
  setMode: 'changes',
  // A customer texts: what comes in is kept.
  playCustomer: 'needed',
  openLink: 'reads',
  showLog: 'reads',
  listBackups: 'reads',
  makeBackup: 'reads',
  restoreBackup: 'changes',
  // It finishes a file that could not be finished, and says of one that is there that it is.
  makeHandover: 'needed',
  showHandover: 'reads',
  takeBackDesk: 'needed',
  putHandover: 'needed',
  readHandover: 'reads',
  takeHandover: 'needed',
}

const ofWindow: ReadonlySet<string> = new Set(['language', 'theme', 'closeToTray'])
