/** What the carriers' codes mean, and what to do. @see Vonage, "Delivery receipts" */
export function carrierWords(code: string): string {
  const known = carrierProblems[code]
  if (known !== undefined) return known
  // Codes that no list has are seen, and somebody may ask the carrier about them.
  const [, number] = /^carrier-(\d+)$/.exec(code) ?? []
  return number === undefined ? noReason : `The carrier did not deliver it (code ${number}). Ring the customer.`
}

const noReason = 'The carrier did not deliver it and gave no reason. Ring the customer.'

const carrierProblems: Record<string, string> = {
  expired: 'It could not be delivered in time. Ring the customer, or text again.',
  'carrier-0': noReason,
  'carrier-1': noReason,
  'carrier-2': 'The phone was off or out of reach. Text again later.',
  'carrier-3': 'The number is not in use. Correct it, or ring the customer.',
  'carrier-4': 'The customer’s phone bars texts like this one. Ring the customer.',
  'carrier-5': 'The number is moving between carriers. Text again later.',
  'carrier-6': 'The carrier took it for spam. Reword it, or ring the customer.',
  'carrier-7': 'The phone was busy. Text again later.',
  'carrier-8': 'The carrier’s network had a fault. Text again later.',
  'carrier-9': 'The customer has blocked texts from this number. Ring the customer.',
  'carrier-10': 'The carrier could not read the text. Text again without unusual characters.',
  'carrier-11': 'No carrier takes texts to this number. Ring the customer.',
  'carrier-12': 'The number cannot be reached. Check it, or ring the customer.',
  'carrier-13': 'The carrier blocks it for this customer’s age. Ring the customer.',
  'carrier-14': 'The carrier blocks it. Ring the customer.',
  'carrier-15': 'The customer’s prepaid phone has no credit. Ring the customer.',
  'carrier-16': 'The carrier takes no more texts from Vonage just now. Text again later.',
  'carrier-50': 'The customer’s country wants a registered sender (entity id). Ask Vonage, and ring the customer.',
  'carrier-51': 'The customer’s country wants our number registered (header). Ask Vonage, and ring the customer.',
  'carrier-52': 'The customer’s country wants the wording registered (content id). Ask Vonage, and ring the customer.',
  'carrier-53': 'The customer’s country has no consent of this customer on record. Ring the customer.',
  'carrier-54': 'A rule of the customer’s country stopped it. Ask Vonage, and ring the customer.',
  'carrier-99': noReason,
}
