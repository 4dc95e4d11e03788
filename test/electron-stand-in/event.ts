export interface StandInEvent {
  defaultPrevented: boolean
  preventDefault(): void
}

/** The first argument of Electron's listeners; `details` are its other properties. */
export function newEvent<Details extends object>(details: Details): Details & StandInEvent {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}
