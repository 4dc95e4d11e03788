import { byHandCases } from './by-hand-cases.ts'
import { consentCases } from './consent-cases.ts'
import type { ContractCase } from './contract-case.ts'
import { figureCases } from './figure-cases.ts'
import { findCases } from './find-cases.ts'
import { handoverCases } from './handover-cases.ts'
import { hostileCase } from './hostile-case.ts'
import { listCases } from './list-cases.ts'
import { questionCases } from './question-cases.ts'
import { readingCases } from './reading-cases.ts'
import { runCases } from './run-cases.ts'
import { textsOutCases } from './texts-out-cases.ts'
import { threadCases } from './thread-cases.ts'

/** All that either shell has to keep. */
export const contractCases: ContractCase[] = [
  ...readingCases,
  ...findCases,
  ...textsOutCases,
  ...byHandCases,
  ...consentCases,
  ...runCases,
  ...listCases,
  ...questionCases,
  ...figureCases,
  ...threadCases,
  ...handoverCases,
  // With ten times as many through the function that both shells share: test/main/call.test.ts.
  hostileCase(200),
]
