import { shutDoor } from './inbound/shut-door.ts'
import { openTunnel, type WayIn, whereToListen } from './way-in.ts'

/**
 * Holds the way in while there is no desk behind it: the same port or tunnel, where every webhook is told to come again.
 * Where it cannot be held the window must open all the same.
 */
export async function keepOut(
  needs: WayIn & { unexpected: (what: string, error: unknown) => void },
): Promise<{ close(): Promise<void> }> {
  const started: { close(): unknown }[] = []
  try {
    // Practice has no Vonage outside of this process.
    if (needs.account !== null) {
      const door = shutDoor({ where: whereToListen(needs, started), unexpected: needs.unexpected })
      started.push(door)
      const listener = { address: await door.address, inboundPath: '/', receiptsPath: '/' }
      if (needs.account.publicUrl === null && needs.account.ngrok !== null)
        started.push(openTunnel(needs, needs.account.ngrok, listener, () => {}))
    }
  } catch (error) {
    needs.unexpected('keep out', error)
  }
  return {
    close: async () => {
      for (const part of started.splice(0).reverse()) await part.close()
    },
  }
}
