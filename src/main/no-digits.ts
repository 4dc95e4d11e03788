/** Why a question cannot be asked beside others that are open. */
export const noDigits =
  'Another question waits for this customer’s answer, and this one cannot take other digits: all are taken, or its text does not say for sure which figures are options.'
