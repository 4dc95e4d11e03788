import { hostname } from 'node:os'
import type { Link } from '../shared/setup.ts'
import type { Account } from './config.ts'
import { keepLink, type LinkNeeds, type NumberLink } from './setup/link.ts'
import { vonageAccount } from './setup/vonage-account.ts'

/** Watches where the provider sends the replies to our number, and asks once at the start what is left on the account. */
export function watchOurNumber(needs: {
  account: Account
  /** Null is Vonage's own. */
  restHost: string | null
  memory: LinkNeeds['memory']
  ourUrl: () => string | null
  onLink: (link: Link) => void
  onLeads: LinkNeeds['onLeads']
  onBalance: (balance: number) => void
  now: () => number
  unexpected: (what: string, error: unknown) => void
}): NumberLink {
  const { account, restHost } = needs
  const vonage = vonageAccount({ apiKey: account.apiKey, apiSecret: account.apiSecret, restHost })
  let isAsked = false
  const onLink = (link: Link) => {
    needs.onLink(link)
    // After the first look at the number: the provider was reached then, and nobody waits for the sum.
    if (isAsked || link.state === 'unknown') return
    isAsked = true
    void vonage.balance().then((balance) => {
      if (balance.ok) needs.onBalance(balance.value)
    })
  }
  return keepLink({ ...needs, computer: hostname(), account: vonage, number: account.number, onLink })
}
