import type { Answer, Argument, DeskCalls } from '../shared/desk-api.ts'
import { type CallName, callNames } from '../shared/desk-names.ts'
import type { Result } from '../shared/result.ts'

/** Calls that are about the desk, and not carried out by it. */
const hostCalls = [
  'saveSettings',
  'getListColumns',
  'keepListColumns',
  'saveAccount',
  'checkAccount',
  'listNumbers',
  'findNumbers',
  'rentNumber',
  'checkEverything',
  'setMode',
  'openLink',
  'showLog',
  'listBackups',
  'makeBackup',
  'restoreBackup',
  'makeHandover',
  'showHandover',
  'takeBackDesk',
  'putHandover',
  'readHandover',
  'takeHandover',
] as const satisfies CallName[]

/** The calls that the engine itself carries out; the rest belong to its host. */
export type EngineCalls = Omit<DeskCalls, (typeof hostCalls)[number]>
type EngineCall = keyof EngineCalls

const own: ReadonlySet<string> = new Set(hostCalls)

/** The engine's calls, each handed on by its name. */
export function forward(
  run: <Name extends EngineCall>(name: Name, argument: Argument<Name>) => Promise<Result<Answer<Name>>>,
): EngineCalls {
  const names = callNames.filter((name): name is EngineCall => !own.has(name))
  return Object.fromEntries(
    names.map((name) => [name, (argument: Argument<typeof name>) => run(name, argument)]),
  ) as unknown as EngineCalls
}
