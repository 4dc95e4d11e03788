const texts: Record<string, string> = {
  '1': 'Throttled',
  '2': 'Missing params',
  '3': 'Invalid params',
  '4': 'Bad Credentials',
  '5': 'Internal Error',
  '6': 'Invalid message - rejected',
  '7': 'Number Barred - rejected',
  '8': 'Partner Account Barred - rejected',
  '9': 'Quota Exceeded - rejected',
  '10': 'Too Many Existing Binds - rejected',
  '11': 'Account Not Enabled For HTTP - rejected',
  '12': 'Message too long',
  '14': 'Invalid Signature',
  '15': 'Illegal Sender Address - rejected',
  '22': 'Invalid Network Code',
  '23': 'Invalid callback URL',
  '29': 'Non White-listed Destination - rejected',
  '32': 'Signature And API Secret Disallowed',
  '33': 'Number De-activated',
}

/** The error-text of a status that was asked for by number. */
export const statusText = (status: string) => texts[status] ?? 'Unknown'
