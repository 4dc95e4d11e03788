import type { DeskState } from '../../shared/desk-state.ts'
import { type EnvironmentVariable, environmentVariables, variableGroups } from '../../shared/environment.ts'
import { Mark } from '../app/Mark.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { envSample } from './env-sample.ts'

/** In an ordinary browser the account is not typed in: it comes from the environment of the desk's process. */
export function EnvironmentAccount({ state }: { state: DeskState }) {
  const words = useWords()
  const { t } = words
  const { account } = state
  const sample = envSample(words)
  return (
    <section className="environment" aria-labelledby="environment">
      <h2 id="environment" tabIndex={-1}>
        {t('setup.environment')}
      </h2>
      <p>
        {account === null && `${t('setup.environmentNone')} `}
        {account !== null && state.mode === 'practice' && `${t('setup.environmentReady')} `}
        {t('setup.environmentWhy')}
      </p>
      {variableGroups.map((group) => (
        <section key={group} className="variables">
          <h3>{t(`setup.groups.${group}`)}</h3>
          <dl>
            {environmentVariables
              .filter((variable) => variable.group === group)
              .map((variable) => (
                <Variable key={variable.name} variable={variable} set={state.variables.includes(variable.name)} />
              ))}
          </dl>
        </section>
      ))}
      <section className="sample">
        <div className="row">
          <h3 className="grow">{t('setup.sample')}</h3>
          <CopyButton text={sample} word="setup.sampleCopy" />
        </div>
        <textarea className="input mono" aria-label={t('setup.sample')} rows={14} readOnly value={sample} />
      </section>
      <p className="note">{t('setup.docs')}</p>
    </section>
  )
}

/** What it is for, whether it is needed, whether it is set; never its value, which the window does not know. */
function Variable({ variable, set }: { variable: EnvironmentVariable; set: boolean }) {
  const { t } = useWords()
  const { name, needed } = variable
  return (
    <div>
      <dt className="mono">{name}</dt>
      <dd>{needed === 'always' ? <b>{t('setup.variableNeeded.always')}</b> : t(`setup.variableNeeded.${needed}`)}</dd>
      <dd>{t(`setup.variables.${name}`)}</dd>
      <dd className="is-set">
        {set ? (
          <Mark icon="tick">{t('setup.variableSet')}</Mark>
        ) : (
          <span className="dim">{t('setup.variableNotSet')}</span>
        )}
      </dd>
    </div>
  )
}
