import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type FieldOption, type FieldValues } from '../../resources/FieldsDialog.tsx'
import {
  useGroupOptions,
  useSubnetOptions,
  useTableOptions,
  useVpcOptions,
} from '../../resources/vpc-options.ts'

const listOf = (text: string | undefined) => (text ? text.split(',') : [])

export function CreateEndpoint(props: { readonly onClose: () => void }) {
  const t = useT()
  const vpcs = useVpcOptions()
  const services = useOperation('ec2', 'DescribeVpcEndpointServices', {}, { staleMs: 600_000 })
  const details = services.data?.ServiceDetails ?? []
  const typeOf = (service: string | undefined) =>
    details.find(({ ServiceName }) => ServiceName === service)?.ServiceType?.[0]?.ServiceType
  const isInterface = (values: FieldValues) => typeOf(values['service']) === 'Interface'
  const tables = useTableOptions()
  const subnets = useSubnetOptions()
  const groups = useGroupOptions()
  const inVpc = (options: readonly FieldOption[]) => (values: FieldValues) =>
    options.filter(({ vpcId }) => vpcId === values['vpc'])
  return (
    <FieldsDialog
      title={t('endpoints.create')}
      submitText={t('endpoints.create')}
      savedText={t('endpoints.created')}
      tagType="vpc-endpoint"
      note={t('endpoints.createText')}
      fields={[
        {
          id: 'service',
          label: t('endpoints.service'),
          kind: 'choice',
          options: details.map(({ ServiceName = '', ServiceType }) => ({
            value: ServiceName,
            label: ServiceName,
            tag: t(
              ServiceType?.[0]?.ServiceType === 'Gateway'
                ? 'endpoints.gateway'
                : 'endpoints.interface',
            ),
          })),
        },
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          options: vpcs,
          initial: vpcs[0]?.value ?? '',
        },
        {
          id: 'tables',
          label: t('routeTables.title'),
          kind: 'choices',
          optional: true,
          when: (values) => typeOf(values['service']) === 'Gateway',
          options: inVpc(tables),
        },
        {
          id: 'subnets',
          label: t('subnets.title'),
          description: t('endpoints.subnetsText'),
          kind: 'choices',
          when: isInterface,
          options: inVpc(subnets),
        },
        {
          id: 'groups',
          label: t('groups.title'),
          description: t('endpoints.groupsText'),
          kind: 'choices',
          optional: true,
          when: isInterface,
          options: inVpc(groups),
        },
        {
          id: 'dns',
          label: t('endpoints.privateDns'),
          description: t('endpoints.privateDnsText'),
          kind: 'check',
          initial: 'yes',
          when: isInterface,
        },
      ]}
      run={(call, values, tags) => {
        const base = { VpcId: values['vpc'], ServiceName: values['service'], ...tags }
        if (!isInterface(values)) {
          return call('ec2', 'CreateVpcEndpoint', {
            ...base,
            VpcEndpointType: 'Gateway',
            RouteTableIds: listOf(values['tables']),
          })
        }
        const groupIds = listOf(values['groups'])
        return call('ec2', 'CreateVpcEndpoint', {
          ...base,
          VpcEndpointType: 'Interface',
          SubnetIds: listOf(values['subnets']),
          ...(groupIds.length > 0 && { SecurityGroupIds: groupIds }),
          PrivateDnsEnabled: values['dns'] === 'yes',
        })
      }}
      onClose={props.onClose}
    />
  )
}
