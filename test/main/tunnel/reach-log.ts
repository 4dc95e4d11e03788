import { EventEmitter, once } from 'node:events'
import type { TunnelReach } from '../../../src/main/tunnel/tunnel.ts'

/** Every state a tunnel told, and a way to wait for the next that is wanted. */
export function logReach() {
  const told: TunnelReach[] = []
  const news = new EventEmitter()
  let looked = 0
  return {
    told,
    onReach: (reach: TunnelReach) => {
      told.push(reach)
      news.emit('news')
    },
    /** The next state with this reason that was not waited for before. */
    async next(why: TunnelReach['why']): Promise<TunnelReach> {
      for (;;) {
        while (looked < told.length) {
          const reach = told[looked++]
          if (reach?.why === why) return reach
        }
        await once(news, 'news')
      }
    },
  }
}
