import type { DeskState } from '../../shared/desk-api.ts'
import type { en } from '../words/en.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Step } from './Step.tsx'

const variables = [
  'VONAGE_API_KEY',
  'VONAGE_API_SECRET',
  'VONAGE_NUMBER',
  'NGROK_AUTHTOKEN',
  'NGROK_DOMAIN',
  'DESK_PUBLIC_URL',
  'DESK_WEBHOOK_PORT',
  'VONAGE_SIGNATURE_SECRET',
  'VONAGE_SIGNATURE_METHOD',
  'DESK_MODE',
] as const satisfies (keyof (typeof en)['setup']['variables'])[]

/** In an ordinary browser the account is not typed in: it comes from the environment of the desk's process. */
export function EnvironmentAccount({ state }: { state: DeskState }) {
  const { t } = useWords()
  const { account } = state
  return (
    <ol>
      <Step no={1} title={t('setup.environment')} state={account !== null ? 'done' : 'todo'}>
        <p>
          {account === null ? (
            t('setup.environmentNone')
          ) : (
            <Sentence k="setup.environmentHave" parts={{ key: <span className="mono">{account.key}</span> }} />
          )}{' '}
          {t('setup.environmentWhy')}
        </p>
        <dl className="variables">
          {variables.map((name) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd>{t(`setup.variables.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="note">{t('setup.docs')}</p>
      </Step>
    </ol>
  )
}
