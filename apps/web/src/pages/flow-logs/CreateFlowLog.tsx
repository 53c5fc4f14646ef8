import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useSubnetOptions, useVpcOptions } from '../../resources/vpc-options.ts'

const resourceTypes = { vpc: 'VPC', subnet: 'Subnet', eni: 'NetworkInterface' } as const
const traffics = ['ALL', 'ACCEPT', 'REJECT'] as const

export function CreateFlowLog(props: { readonly onClose: () => void }) {
  const t = useT()
  const vpcs = useVpcOptions()
  const subnets = useSubnetOptions()
  const interfaces = useFeed('network-interfaces').list.map((eni) => ({
    value: eni.NetworkInterfaceId ?? '',
    label: eni.NetworkInterfaceId ?? '',
    description: eni.PrivateIpAddress ?? '',
  }))
  return (
    <FieldsDialog
      title={t('flowLogs.create')}
      submitText={t('flowLogs.create')}
      savedText={t('flowLogs.created')}
      tagType="vpc-flow-log"
      fields={[
        {
          id: 'resource',
          label: t('flowLogs.resource'),
          description: t('flowLogs.resourceText'),
          kind: 'choice',
          options: [...vpcs, ...subnets, ...interfaces],
          initial: vpcs[0]?.value ?? '',
        },
        {
          id: 'traffic',
          label: t('flowLogs.traffic'),
          kind: 'choice',
          initial: 'ALL',
          options: [
            { value: 'ALL', label: t('flowLogs.all') },
            { value: 'ACCEPT', label: t('flowLogs.accepted') },
            { value: 'REJECT', label: t('flowLogs.rejected') },
          ],
        },
        {
          id: 'kind',
          label: t('flowLogs.destinationType'),
          kind: 'choice',
          initial: 'cloud-watch-logs',
          options: [
            { value: 'cloud-watch-logs', label: 'CloudWatch Logs' },
            { value: 's3', label: 'Amazon S3' },
          ],
        },
        {
          id: 'group',
          label: t('flowLogs.group'),
          initial: 'flow-logs',
          when: (values) => values['kind'] === 'cloud-watch-logs',
        },
        {
          id: 'role',
          label: t('flowLogs.role'),
          description: t('flowLogs.roleText'),
          placeholder: 'arn:aws:iam::123456789012:role/flow-logs',
          when: (values) => values['kind'] === 'cloud-watch-logs',
        },
        {
          id: 'bucket',
          label: t('flowLogs.bucket'),
          placeholder: 'arn:aws:s3:::my-flow-logs',
          when: (values) => values['kind'] === 's3',
        },
      ]}
      run={(call, values, tags) => {
        const resource = values['resource'] ?? ''
        const prefix = resource.slice(0, resource.indexOf('-'))
        const ResourceType =
          prefix === 'subnet' || prefix === 'eni' ? resourceTypes[prefix] : resourceTypes.vpc
        const toS3 = values['kind'] === 's3'
        return call('ec2', 'CreateFlowLogs', {
          ResourceType,
          ResourceIds: [resource],
          TrafficType: traffics.find((each) => each === values['traffic']) ?? 'ALL',
          ...(toS3
            ? { LogDestinationType: 's3', LogDestination: values['bucket'] }
            : { LogGroupName: values['group'], DeliverLogsPermissionArn: values['role'] }),
          ...tags,
        })
      }}
      onClose={props.onClose}
    />
  )
}
