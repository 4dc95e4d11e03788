import { type EnvironmentVariable, environmentVariables, variableGroups } from '../../shared/environment.ts'
import type { Words } from '../words/words.ts'

const examples: Partial<Record<EnvironmentVariable['name'], string>> = {
  VONAGE_SIGNATURE_METHOD: 'sha256',
  DESK_PUBLIC_URL: 'https://desk.example.com',
  DESK_WEBHOOK_PORT: '8080',
  DESK_MODE: 'live',
  DESK_PORT: '0',
}

/** A .env file with a comment on every variable. What is required waits for its value; the rest is commented out. */
export function envSample({ t }: Pick<Words, 't'>): string {
  const lineOf = ({ name, needed }: EnvironmentVariable) => [
    `# ${t(`setup.variables.${name}`)} (${t(`setup.variableNeeded.${needed}`)})`,
    needed === 'always' ? `${name}=` : `# ${name}=${examples[name] ?? ''}`,
  ]
  const before = (name: EnvironmentVariable['name']) =>
    name === 'NGROK_AUTHTOKEN'
      ? [`# ${t('setup.sampleEither')}`]
      : name === 'DESK_PUBLIC_URL'
        ? [`# ${t('setup.sampleOr')}`]
        : []
  return [
    `# ${t('setup.sampleHead')}`,
    `# ${t('setup.sampleKeep')}`,
    ...variableGroups.flatMap((group) => [
      '',
      `# ${t(`setup.groups.${group}`)}`,
      ...environmentVariables
        .filter((variable) => variable.group === group)
        .flatMap((variable) => [...before(variable.name), ...lineOf(variable)]),
    ]),
    '',
  ].join('\n')
}
