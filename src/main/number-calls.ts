import { done, type Result, refused } from '../shared/result.ts'
import type { Link } from '../shared/setup.ts'
import type { EngineCalls } from './forward.ts'
import type { NumberLink } from './setup/link.ts'
import type { Probe } from './tunnel/prove.ts'

type NumberCalls = Pick<EngineCalls, 'checkLink' | 'linkNumber' | 'unlinkNumber' | 'proveReach'>

const liveFirst = refused('live-first', 'In practice there is no number to link. Go live first.')
const answer = (link: Result<Link>) => (link.ok ? done({ link: link.value }) : link)

/** The calls about our number's link and the way in. */
export function numberCalls(needs: {
  /** Null in practice. */
  link: NumberLink | null
  prove: () => Promise<Probe>
  now: () => number
}): NumberCalls {
  const { link } = needs
  return {
    checkLink: async () => (link === null ? liveFirst : done({ link: await link.check() })),
    linkNumber: async () => (link === null ? liveFirst : answer(await link.link())),
    unlinkNumber: async ({ anyway = false, remove = false }) =>
      link === null ? liveFirst : answer(await link.putBack({ anyway, remove })),
    proveReach: async () => {
      const probe = await needs.prove()
      if (!probe.ok) return refused(`reach-${probe.why}`, probe.text)
      return done({ ms: probe.ms, at: new Date(needs.now()).toISOString() })
    },
  }
}
