import packageJson from '../../package.json' with { type: 'json' }

/** As package.json has it; the only place that says it. */
export const { version } = packageJson
