import type { DeskCalls } from '../shared/desk-api.ts'
import { done } from '../shared/result.ts'
import type { Store } from './store/store.ts'

/** The texts of a store: there as soon as its file is open. */
export const listMessages =
  (store: Pick<Store, 'ask'>): DeskCalls['listMessages'] =>
  async (page) =>
    done({ messages: await store.ask('list', page) })
