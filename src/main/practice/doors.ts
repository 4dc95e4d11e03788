import { z } from 'zod'
import { readBehaviour } from './behaviour.ts'
import { type HttpAnswer, type HttpCall, parseJson } from './http-call.ts'
import { portalPage } from './misbehave.ts'
import { type PretendVonage, readLinks, readNumberChange, readPretendReceipt, readPretendText } from './pretend-api.ts'
import { readSettings } from './settings.ts'

const readBehaviours = z.union([readBehaviour, z.array(readBehaviour)])
const readWait = z.looseObject({ wait: z.boolean().exactOptional() })

const problem = (status: number, text: string): HttpAnswer => ({ status, body: { problem: text } })
const done: HttpAnswer = { status: 200, body: {} }

/**
 * The doors under /pretend, through which a test in another process steers: the same as the methods of
 * {@link PretendVonage}, as JSON.
 *
 * @returns null for what is no door
 */
export function createDoors(vonage: PretendVonage): (call: HttpCall) => Promise<HttpAnswer | null> {
  const handovers = async (ids: string[], acknowledged: Promise<boolean[]>, wait: boolean): Promise<HttpAnswer> => ({
    status: 200,
    body: { messageIds: ids, ...(wait && { acknowledged: await acknowledged }) },
  })
  const doors: Record<string, (argument: unknown, wait: boolean) => HttpAnswer | Promise<HttpAnswer>> = {
    'POST /pretend/next': (argument) => {
      vonage.next(...[readBehaviours.parse(argument)].flat())
      return done
    },
    'DELETE /pretend/next': () => {
      vonage.forget()
      return done
    },
    'POST /pretend/text': (argument, wait) => {
      const { messageIds, acknowledged } = vonage.text(readPretendText.parse(argument))
      return handovers(messageIds, acknowledged, wait)
    },
    'POST /pretend/receipt': (argument, wait) => {
      const { acknowledged } = vonage.receipt(readPretendReceipt.parse(argument))
      return handovers([], acknowledged, wait)
    },
    'POST /pretend/link': (argument) => {
      vonage.link(readLinks.parse(argument))
      return done
    },
    'POST /pretend/number': (argument) => {
      vonage.changeNumber(readNumberChange.parse(argument))
      return done
    },
    'POST /pretend/set': (argument) => {
      vonage.set(readSettings.parse(argument))
      return done
    },
    'GET /pretend/record': () => ({ status: 200, body: vonage.record() }),
  }
  return async (call) => {
    if (!call.path.startsWith('/pretend/')) return null
    if (call.path === '/pretend/page') return portalPage
    // A web page that somebody has open must not be able to steer: browsers name the page they act for.
    if (call.headers.origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(call.headers.host ?? ''))
      return problem(403, 'Only programs on this computer may use this.')
    const door = doors[`${call.method} ${call.path}`]
    if (door === undefined) return problem(404, 'There is no such door.')
    const argument = call.body === '' ? {} : parseJson(call.body)
    if (argument === undefined) return problem(400, 'The body is not JSON.')
    const wait = readWait.safeParse(argument).data?.wait ?? false
    try {
      return await door(withoutWait(argument), wait)
    } catch (error) {
      if (error instanceof z.ZodError) return problem(400, z.prettifyError(error))
      throw error
    }
  }
}

function withoutWait(argument: unknown): unknown {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return argument
  return Object.fromEntries(Object.entries(argument).filter(([name]) => name !== 'wait'))
}
