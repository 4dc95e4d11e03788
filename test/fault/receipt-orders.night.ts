import { test } from 'vitest'
import { tellInAnyOrder } from '../support/receipt-orders.ts'

test('receipts in 20,000 random orders: the highest that was said stands, and no step leads back', () =>
  tellInAnyOrder(20_000))
