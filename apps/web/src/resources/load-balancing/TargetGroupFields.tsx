import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'
import { useConnection } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { useVpcOptions } from '../vpc-options.ts'
import {
  isWeb,
  newHealth,
  newTargetGroup,
  targetProtocols,
  toTargetProtocol,
  type TargetGroupDraft,
  type TargetGroupProblems,
} from './target-group-draft.ts'

const versions = [
  { value: 'HTTP1', label: 'HTTP1' },
  { value: 'HTTP2', label: 'HTTP2', onAwsOnly: true },
  { value: 'GRPC', label: 'gRPC', onAwsOnly: true },
]

/** What a target group is: its kind of targets, name, protocol, port and VPC. */
export function TargetGroupFields(props: {
  readonly draft: TargetGroupDraft
  readonly problems: TargetGroupProblems
  readonly tried: boolean
  /** The balancer before it takes these only. */
  readonly protocols?: readonly string[]
  readonly vpcFixed?: boolean
  readonly onChange: (part: Partial<TargetGroupDraft>) => void
}) {
  const { draft, problems, tried, onChange } = props
  const t = useT()
  const { kind } = useConnection()
  const vpcs = useVpcOptions()
  const options = (props.protocols ?? targetProtocols).map((value) => ({ value, label: value }))
  const nameProblem = draft.name === '' && !tried ? undefined : problems.name
  return (
    <SpaceBetween size="m">
      <FormField label={t('targetGroups.targetType')}>
        <Tiles
          value={draft.targetType}
          ariaLabel={t('targetGroups.targetType')}
          items={[
            {
              value: 'instance',
              label: t('targetGroups.instances'),
              description: t('targetGroups.instancesText'),
            },
            { value: 'ip', label: t('targetGroups.ip'), description: t('targetGroups.ipText') },
          ]}
          onChange={({ detail }) =>
            onChange({ targetType: detail.value === 'ip' ? 'ip' : 'instance', targets: [] })
          }
        />
      </FormField>
      <FormField
        label={t('targetGroups.name')}
        constraintText={t('balancing.nameText')}
        errorText={nameProblem && t(nameProblem)}
      >
        <Input value={draft.name} onChange={({ detail }) => onChange({ name: detail.value })} />
      </FormField>
      <ColumnLayout columns={2}>
        <FormField label={t('targetGroups.protocol')}>
          <Select
            selectedOption={options.find(({ value }) => value === draft.protocol) ?? null}
            options={options}
            onChange={({ detail }) => {
              const protocol = toTargetProtocol(detail.selectedOption.value)
              const { port } = newTargetGroup('', protocol)
              onChange({ protocol, port, health: newHealth(protocol) })
            }}
          />
        </FormField>
        <FormField label={t('targetGroups.port')} errorText={problems.port && t(problems.port)}>
          <Input
            value={draft.port}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ port: detail.value })}
          />
        </FormField>
        <FormField
          label={t('groups.vpc')}
          description={t('targetGroups.vpcText')}
          errorText={tried && problems.vpc ? t(problems.vpc) : undefined}
        >
          <Select
            selectedOption={vpcs.find(({ value }) => value === draft.vpcId) ?? null}
            options={vpcs}
            disabled={props.vpcFixed ?? false}
            expandToViewport
            onChange={({ detail }) =>
              onChange({ vpcId: detail.selectedOption.value ?? '', targets: [] })
            }
          />
        </FormField>
        {isWeb(draft.protocol) ? (
          <FormField label={t('targetGroups.version')}>
            <Select
              selectedOption={versions.find(({ value }) => value === draft.protocolVersion) ?? null}
              options={versions.map(({ value, label, onAwsOnly = false }) => ({
                value,
                label,
                ...(onAwsOnly &&
                  kind === 'embedded' && {
                    disabled: true,
                    disabledReason: t('targetGroups.versionOnAwsOnly'),
                  }),
              }))}
              onChange={({ detail }) =>
                onChange({ protocolVersion: detail.selectedOption.value ?? 'HTTP1' })
              }
            />
          </FormField>
        ) : null}
      </ColumnLayout>
    </SpaceBetween>
  )
}
