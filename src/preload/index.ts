import { contextBridge, ipcRenderer } from 'electron'
import type { DeskApi } from '../shared/desk-api.ts'
import { type CallName, callNames, eventNames } from '../shared/desk-names.ts'
import { type Result, refused } from '../shared/result.ts'

// Where a link, a notification or the menu leads.
ipcRenderer.on('desk:place', (_event, place: string) => {
  window.location.hash = place
})

type Listener = (data: unknown, seq: number) => void

const listeners = new Map<string, Set<Listener>>(eventNames.map((name) => [name, new Set()]))

ipcRenderer.on('desk:events', (_event, events: { name: string; data: unknown; seq: number }[]) => {
  for (const { name, data, seq } of events)
    for (const listener of listeners.get(name) ?? []) {
      try {
        listener(data, seq)
      } catch (error) {
        // One listener's mistake must not keep the event from the others, and must still show in the console.
        queueMicrotask(() => {
          throw error
        })
      }
    }
})

async function invoke(name: CallName, argument: unknown): Promise<Result<unknown>> {
  try {
    return await ipcRenderer.invoke('desk:call', name, argument)
  } catch {
    // Main answers with data and never rejects, so what is left is an argument that could not leave this process.
    return canBeCloned(argument)
      ? refused('failed', 'The desk could not be asked. Try again.')
      : refused('bad-argument', 'The argument holds something that is not plain data.')
  }
}

function canBeCloned(value: unknown): boolean {
  try {
    structuredClone(value)
    return true
  } catch {
    return false
  }
}

/**
 * What a window may do: named functions of one argument, and `on`.
 *
 * The bridge copies arguments before any line here runs, and throws a TypeError into the page by itself for two kinds:
 * one nested deeper than 1000 objects, and one with a getter that throws. Functions it hands over as proxies, which
 * then fail to be cloned for main and are answered `bad-argument`; symbols it leaves out.
 */
const desk = Object.freeze({
  ...Object.fromEntries(callNames.map((name) => [name, (argument: unknown) => invoke(name, argument)])),
  on: (name: string, listener: Listener) => {
    // A new function for each registration: the bridge may hand over the same proxy twice, and each has its own undo.
    const own: Listener = (data, seq) => listener(data, seq)
    listeners.get(name)?.add(own)
    return () => void listeners.get(name)?.delete(own)
  },
}) as DeskApi

contextBridge.exposeInMainWorld('desk', desk)
