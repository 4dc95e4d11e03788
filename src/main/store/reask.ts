import type { Because } from '../../shared/message.ts'

/** Nothing in it was understood, and nothing in it asks, refuses or says more: it may be asked again by itself. */
export const isUnclear = ({ rule, why }: Because): boolean => rule === 'person' && why === 'no option in it'
