import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../i18n/index.ts'
import { ActionFields } from './ActionFields.tsx'
import {
  findListenerProblems,
  isSecure,
  listenerProtocols,
  type ListenerDraft,
} from './listener-draft.ts'
import { isWeb, toTargetProtocol } from './target-group-draft.ts'
import { CertificateField, PolicyField } from './TlsFields.tsx'

/** Where a balancer listens, and what it does with what comes. */
export function ListenerFields(props: {
  readonly draft: ListenerDraft
  readonly balancerType: string | undefined
  readonly vpcId: string
  /** The ports of its other listeners. */
  readonly taken: readonly number[]
  readonly tried: boolean
  readonly onChange: (part: Partial<ListenerDraft>) => void
}) {
  const { draft, onChange, tried } = props
  const t = useT()
  const problems = findListenerProblems(draft, props.taken)
  const options = listenerProtocols(props.balancerType).map((value) => ({ value, label: value }))
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <FormField label={t('targetGroups.protocol')}>
          <Select
            selectedOption={options.find(({ value }) => value === draft.protocol) ?? null}
            options={options}
            onChange={({ detail }) => {
              const protocol = toTargetProtocol(detail.selectedOption.value)
              onChange({ protocol, port: isSecure(protocol) ? '443' : '80' })
            }}
          />
        </FormField>
        <FormField
          label={t('targetGroups.port')}
          errorText={problems.port && (tried || draft.port !== '') ? t(problems.port) : undefined}
        >
          <Input
            value={draft.port}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ port: detail.value })}
          />
        </FormField>
      </ColumnLayout>
      {isSecure(draft.protocol) ? (
        <CertificateField
          value={draft.certificate}
          problem={tried && problems.certificate ? t(problems.certificate) : undefined}
          onChange={(certificate) => onChange({ certificate })}
        />
      ) : null}
      {isSecure(draft.protocol) ? (
        <PolicyField
          value={draft.policy}
          balancerType={props.balancerType}
          onChange={(policy) => onChange({ policy })}
        />
      ) : null}
      <SpaceBetween size="s">
        <Header
          variant="h3"
          description={isWeb(draft.protocol) ? t('balancing.defaultActionText') : undefined}
        >
          {t(isWeb(draft.protocol) ? 'balancing.defaultAction' : 'balancing.forward')}
        </Header>
        <ActionFields
          draft={draft.action}
          vpcId={props.vpcId}
          protocol={draft.protocol}
          tried={tried}
          onChange={(part) => onChange({ action: { ...draft.action, ...part } })}
        />
      </SpaceBetween>
    </SpaceBetween>
  )
}
