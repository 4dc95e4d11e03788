/**
 * The environment variables that Setup lists where the account comes from the environment. `account` ones are needed
 * together; of `way` either ngrok's or the own address.
 */
export const environmentVariables = [
  { name: 'VONAGE_API_KEY', group: 'account', needed: 'always' },
  { name: 'VONAGE_API_SECRET', group: 'account', needed: 'always' },
  { name: 'VONAGE_NUMBER', group: 'account', needed: 'always' },
  { name: 'NGROK_AUTHTOKEN', group: 'way', needed: 'either' },
  { name: 'NGROK_DOMAIN', group: 'way', needed: 'no' },
  { name: 'DESK_PUBLIC_URL', group: 'way', needed: 'either' },
  { name: 'DESK_WEBHOOK_PORT', group: 'way', needed: 'no' },
  { name: 'VONAGE_SIGNATURE_SECRET', group: 'signed', needed: 'no' },
  { name: 'VONAGE_SIGNATURE_SECRET_OLD', group: 'signed', needed: 'no' },
  { name: 'VONAGE_SIGNATURE_METHOD', group: 'signed', needed: 'no' },
  { name: 'DESK_MODE', group: 'desk', needed: 'no' },
  { name: 'DESK_PORT', group: 'desk', needed: 'no' },
  { name: 'DESK_DATA_DIR', group: 'desk', needed: 'no' },
] as const

export type EnvironmentVariable = (typeof environmentVariables)[number]
export type VariableGroup = EnvironmentVariable['group']
export const variableGroups = ['account', 'way', 'signed', 'desk'] as const satisfies readonly VariableGroup[]
