import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT, type PlainKey } from '../../i18n/index.ts'
import {
  checkProtocols,
  findHealthProblems,
  isWeb,
  toCheckProtocol,
  type HealthDraft,
} from './target-group-draft.ts'

const numbers = [
  ['healthy', 'targetGroups.healthy', 'targetGroups.healthyText'],
  ['unhealthy', 'targetGroups.unhealthy', 'targetGroups.unhealthyText'],
  ['timeout', 'targetGroups.timeout', 'targetGroups.timeoutText'],
  ['interval', 'targetGroups.interval', 'targetGroups.intervalText'],
] as const satisfies readonly (readonly [keyof HealthDraft, PlainKey, PlainKey])[]

/** How targets are asked whether they are well. */
export function HealthFields(props: {
  readonly health: HealthDraft
  readonly onChange: (part: Partial<HealthDraft>) => void
}) {
  const { health, onChange } = props
  const t = useT()
  const problems = findHealthProblems(health)
  const errorOf = (part: keyof HealthDraft) => {
    const key = problems[part]
    return key === undefined ? undefined : t(key)
  }
  const options = checkProtocols.map((value) => ({ value, label: value }))
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <FormField label={t('targetGroups.checkProtocol')}>
          <Select
            selectedOption={options.find(({ value }) => value === health.protocol) ?? null}
            options={options}
            onChange={({ detail }) =>
              onChange({ protocol: toCheckProtocol(detail.selectedOption.value) })
            }
          />
        </FormField>
        {isWeb(health.protocol) ? (
          <FormField
            label={t('targetGroups.checkPath')}
            description={t('targetGroups.checkPathText')}
            errorText={errorOf('path')}
          >
            <Input
              value={health.path}
              onChange={({ detail }) => onChange({ path: detail.value })}
            />
          </FormField>
        ) : null}
      </ColumnLayout>
      <ColumnLayout columns={3}>
        <FormField
          label={t('targetGroups.checkPort')}
          description={t('targetGroups.checkPortText')}
          errorText={errorOf('port')}
        >
          <Input
            value={health.port}
            placeholder={t('targetGroups.trafficPort')}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ port: detail.value })}
          />
        </FormField>
        {numbers.map(([part, label, description]) => (
          <FormField
            key={part}
            label={t(label)}
            description={t(description)}
            errorText={errorOf(part)}
          >
            <Input
              value={health[part]}
              inputMode="numeric"
              onChange={({ detail }) => onChange({ [part]: detail.value })}
            />
          </FormField>
        ))}
        {isWeb(health.protocol) ? (
          <FormField
            label={t('targetGroups.codes')}
            description={t('targetGroups.codesText')}
            errorText={errorOf('codes')}
          >
            <Input
              value={health.codes}
              onChange={({ detail }) => onChange({ codes: detail.value })}
            />
          </FormField>
        ) : null}
      </ColumnLayout>
    </SpaceBetween>
  )
}
