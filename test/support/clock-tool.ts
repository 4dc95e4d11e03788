import { installFromDebian } from './debian.ts'
import { faketimeMissing } from './faketime.ts'

/** Before the first test of a run that moves clocks. A test for which it is missing all the same says so. */
export function setup(): void {
  if (faketimeMissing !== null) installFromDebian('faketime')
}
