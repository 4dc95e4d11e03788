import type { ReactNode } from 'react'

/** The 16 px marks. Drawn for this program; a state is always a mark and a word. */
const paths = {
  in: <path d="M12 4 4 12M10 12H4V6" />,
  out: <path d="M4 12 12 4M6 4h6v6" />,
  runs: <path d="M2.5 3h3v10h-3zM6.5 3h3v6h-3zM10.5 3h3v8h-3z" />,
  table: <path d="M2 3.5h12v9H2zM2 6.5h12M2 9.5h12M6 6.5v6" />,
  screen: <path d="M1.5 2.5h13v8.5h-13zM5 13.75h6M8 11v2.75" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  phone: <path d="M3.5 2.5h2.7l1 3-1.5 1.2a8 8 0 0 0 3.6 3.6l1.2-1.5 3 1v2.7c-5 1.2-11.2-5-10-10z" />,
  inbox: (
    <>
      <path d="M2 9.5 4 3h8l2 6.5V13H2z" />
      <path d="M2 9.5h3.5L6.5 11h3l1-1.5H14" />
    </>
  ),
  send: (
    <>
      <path d="M2 7.5 14 2l-3.5 12-3-5z" />
      <path d="M7.5 9 14 2" />
    </>
  ),
  setup: (
    <>
      <path d="M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6" />
      <circle cx="9.75" cy="4.5" r="1.75" />
      <circle cx="6.25" cy="11.5" r="1.75" />
    </>
  ),
  stop: (
    <>
      <path d="M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3z" />
      <path d="M6 6h4v4H6z" />
    </>
  ),
  find: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.6 3.6" />
    </>
  ),
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  save: <path d="M8 2.5v7.25M4.75 6.75 8 10l3.25-3.25M2.5 13.5h11" />,
  up: <path d="M8 13V3.5M4 7.5l4-4 4 4" />,
  right: <path d="M3 8h10M9 4l4 4-4 4" />,
  back: <path d="M13 8H3M7 4 3 8l4 4" />,
  person: (
    <>
      <circle cx="8" cy="5" r="2.75" />
      <path d="M2.75 14c.3-3.2 2.3-4.75 5.25-4.75S12.95 10.8 13.25 14z" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  hourglass: <path d="M4 2h8M4 14h8M5 2c0 4 6 4 6 8v4M11 2c0 4-6 4-6 8v4" />,
  tick: <path d="m3 8.5 3.5 3.5L13 4.5" />,
  ticks: <path d="m1 8.5 3 3 5.5-6.5M7.5 10.5l1 1L15 5" />,
  tickAsk: (
    <>
      <path d="m1 8.5 3 3L9.5 5" />
      <path d="M11 5.6a1.7 1.7 0 1 1 2.4 1.55c-.55.3-.75.6-.75 1.1M12.6 10.6v.05" />
    </>
  ),
  ask: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M6.15 6.3a1.85 1.85 0 1 1 2.75 1.6c-.65.35-.9.7-.9 1.35M8 11.5v.05" />
    </>
  ),
  tooOld: (
    <>
      <circle cx="6.5" cy="7" r="4.75" />
      <path d="M6.5 4.5V7l1.75 1M10.5 10.5l4 4M14.5 10.5l-4 4" />
    </>
  ),
  bar: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M4 12 12 4" />
    </>
  ),
  parts: (
    <>
      <path d="M2 4.5h3.5v7H2zM10.5 4.5H14v7h-3.5z" />
      <path d="M6.5 4.5h3M6.5 11.5h3" strokeDasharray="1 1.6" />
    </>
  ),
  pencil: (
    <>
      <path d="M3 13.5 3.8 10 11 2.8l2.3 2.3L6.1 12.4z" />
      <path d="M9.5 4.3l2.3 2.3" />
    </>
  ),
  again: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3" />,
  ring: <path d="M8 2.25a5.75 5.75 0 1 1-5.75 5.75" />,
  waves: (
    <>
      <circle cx="8" cy="8" r="1.6" fill="currentColor" />
      <path d="M4.8 4.8a4.5 4.5 0 0 0 0 6.4M11.2 4.8a4.5 4.5 0 0 1 0 6.4M2.6 2.6a7.6 7.6 0 0 0 0 10.8M13.4 2.6a7.6 7.6 0 0 1 0 10.8" />
    </>
  ),
  wavesLost: (
    <>
      <circle cx="8" cy="8" r="1.6" fill="currentColor" />
      <path d="M4.8 4.8a4.5 4.5 0 0 0 0 6.4M2.6 2.6a7.6 7.6 0 0 0 0 10.8M10.5 5.5l5 5M15.5 5.5l-5 5" />
    </>
  ),
  copy: <path d="M6 6h7v7.5H6zM10 6V2.5H3V10h3" />,
  key: (
    <>
      <path d="M1.5 4h13v8h-13z" />
      <path d="M4 6.75v.05M6.65 6.75v.05M9.35 6.75v.05M12 6.75v.05M5 9.5h6" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

export function Icon({ name, spin = false }: { name: IconName; spin?: boolean }) {
  return (
    <svg className={spin ? 'i spin' : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      {paths[name]}
    </svg>
  )
}

export function Logo() {
  return (
    <svg viewBox="0 0 28 28" role="img" aria-label="Dispatch Desk">
      <path d="M4 4h15l5 5v15H4z" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      <path d="M9 11.5h6M9 16h10" stroke="currentColor" strokeWidth="2" />
      <circle cx="19.5" cy="9.5" r="2.5" fill="var(--amber-fill)" />
    </svg>
  )
}

const shapes: Record<string, ReactNode> = {
  1: <circle className="s" cx="10" cy="10" r="8.5" />,
  2: <rect className="s" x="2" y="2" width="16" height="16" rx="1.5" />,
  3: <path className="s" d="M10 1.2 17.7 5.6v8.8L10 18.8 2.3 14.4V5.6z" />,
  4: <path className="s" d="M10 1.2 18.8 10 10 18.8 1.2 10z" />,
  5: <path className="s" d="M10 1.4 18.6 7.8 15.4 18H4.6L1.4 7.8z" />,
  6: <path className="s" d="M6.4 1.6h7.2l4.8 4.8v7.2l-4.8 4.8H6.4l-4.8-4.8V6.4z" />,
}

/** An option: hue, shape and digit. Filled is filed, outline is offered. The word stands beside it. */
export function Token({ digit, open = false, big = false }: { digit: string; open?: boolean; big?: boolean }) {
  const shape = shapes[digit] === undefined ? '6' : digit
  return (
    <svg className={`tok t${shape}${open ? ' open' : ''}${big ? ' big' : ''}`} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[shape]}
      <text x="10" y="14.2">
        {digit}
      </text>
    </svg>
  )
}
