const numbers = [...Array.from({ length: 17 }, (_each, number) => number), 50, 51, 52, 53, 54, 99]

/** Every err-code that the provider's guides list for a receipt, as the desk names them. */
export const carrierCodes: readonly string[] = numbers.map((number) => `carrier-${number}`)
