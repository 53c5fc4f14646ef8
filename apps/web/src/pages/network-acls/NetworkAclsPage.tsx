import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { useSubnetOptions, useVpcOptions } from '../../resources/vpc-options.ts'
import {
  entriesOf,
  idOf,
  lastRule,
  portsOf,
  protocolOf,
  subnetsOf,
  type NetworkAcl,
} from './acl.ts'
import { EditEntries } from './EditEntries.tsx'

interface DialogProps {
  readonly item: NetworkAcl
  readonly onClose: () => void
}

const actions: readonly ResourceAction<NetworkAcl>[] = [
  {
    id: 'inbound',
    text: 'groups.editInbound',
    dialog: (props: DialogProps) => <EditEntries {...props} egress={false} />,
  },
  {
    id: 'outbound',
    text: 'groups.editOutbound',
    dialog: (props: DialogProps) => <EditEntries {...props} egress />,
  },
  { id: 'associations', text: 'routeTables.editAssociations', dialog: EditAssociations },
]

export default function NetworkAclsPage() {
  return (
    <ResourcePage
      feed="network-acls"
      texts="acls"
      idOf={idOf}
      tagsOf={(acl) => acl.Tags}
      columns={createColumns}
      create={CreateAcl}
      actions={actions}
      refuseDelete={(acl, { t }) =>
        acl.IsDefault
          ? t('acls.defaultStays')
          : subnetsOf(acl).length > 0
            ? t('acls.associated')
            : undefined
      }
      remove={(call, NetworkAclId) => call('ec2', 'DeleteNetworkAcl', { NetworkAclId })}
      tabs={(acl, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details acl={acl} /> },
        {
          id: 'inbound',
          label: t('rules.inbound'),
          content: <Entries acl={acl} egress={false} />,
        },
        { id: 'outbound', label: t('rules.outbound'), content: <Entries acl={acl} egress /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<NetworkAcl>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('acls.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('subnets', t('acls.subnets'), (acl) => subnetsOf(acl).length, {
      filter: 'number',
      width: 170,
      cell: (acl) => t('acls.subnetCount', { count: subnetsOf(acl).length }),
    }),
    valueColumn(
      'default',
      t('acls.isDefault'),
      (acl) => t(acl.IsDefault ? 'common.yes' : 'common.no'),
      { filter: 'choice', width: 110 },
    ),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('inbound', t('groups.inboundCount'), (acl) => entriesOf(acl, false).length, {
      filter: 'number',
      width: 150,
    }),
    valueColumn('outbound', t('groups.outboundCount'), (acl) => entriesOf(acl, true).length, {
      filter: 'number',
      width: 150,
    }),
    valueColumn('owner', t('instances.owner'), ({ OwnerId }) => OwnerId, { hidden: true }),
  ]
}

function Details({ acl }: { readonly acl: NetworkAcl }) {
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('acls.id'), <CopyText key="id" text={acl.NetworkAclId} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={acl.VpcId} />],
        [t('acls.isDefault'), t(acl.IsDefault ? 'common.yes' : 'common.no')],
        [
          t('acls.subnets'),
          subnetsOf(acl).length === 0 ? undefined : (
            <>
              {subnetsOf(acl).map((id) => (
                <div key={id}>
                  <ResourceLink page="subnets" id={id} />
                </div>
              ))}
            </>
          ),
        ],
      ]}
    />
  )
}

function Entries({ acl, egress }: { readonly acl: NetworkAcl; readonly egress: boolean }) {
  const t = useT()
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={entriesOf(acl, egress)}
      trackBy={({ RuleNumber, Ipv6CidrBlock }) => `${RuleNumber}${Ipv6CidrBlock ?? ''}`}
      ariaLabels={{ tableLabel: t(egress ? 'rules.outbound' : 'rules.inbound') }}
      columnDefinitions={[
        {
          id: 'number',
          header: t('acls.ruleNumber'),
          cell: ({ RuleNumber }) => (RuleNumber === lastRule ? '*' : RuleNumber),
          isRowHeader: true,
        },
        {
          id: 'protocol',
          header: t('rules.protocol'),
          cell: (entry) => protocolOf(entry) ?? t('rules.all'),
        },
        {
          id: 'ports',
          header: t('rules.ports'),
          cell: (entry) => portsOf(entry) ?? t('rules.all'),
        },
        {
          id: 'source',
          header: t(egress ? 'rules.destination' : 'rules.source'),
          cell: ({ CidrBlock, Ipv6CidrBlock }) => CidrBlock ?? Ipv6CidrBlock,
        },
        {
          id: 'action',
          header: t('acls.action'),
          cell: ({ RuleAction }) =>
            RuleAction === 'allow' ? (
              <StatusIndicator>{t('acls.allow')}</StatusIndicator>
            ) : (
              <StatusIndicator type="error">{t('acls.deny')}</StatusIndicator>
            ),
        },
      ]}
    />
  )
}

function CreateAcl(props: { readonly onClose: () => void }) {
  const t = useT()
  const vpcs = useVpcOptions()
  return (
    <FieldsDialog
      title={t('acls.create')}
      submitText={t('acls.create')}
      savedText={t('acls.created')}
      tagType="network-acl"
      fields={[
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          initial: vpcs[0]?.value ?? '',
          options: vpcs,
        },
      ]}
      note={t('acls.createNote')}
      run={(call, values, tags) =>
        call('ec2', 'CreateNetworkAcl', { VpcId: values['vpc'], ...tags })
      }
      onClose={props.onClose}
    />
  )
}

/** A subnet has one network ACL always: it is moved here, or back to the default one. */
function EditAssociations(props: DialogProps) {
  const t = useT()
  const { item } = props
  const acls = useFeed('network-acls').list.filter(({ VpcId }) => VpcId === item.VpcId)
  const options = useSubnetOptions(({ VpcId }) => VpcId === item.VpcId)
  const before = subnetsOf(item)
  const fallback = acls.find(({ IsDefault }) => IsDefault)
  return (
    <FieldsDialog
      title={t('acls.editAssociationsTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'subnets',
          label: t('subnets.title'),
          kind: 'choices',
          optional: true,
          initial: before.join(','),
          options,
          problem: (value) =>
            item.IsDefault && before.some((id) => !value.split(',').includes(id))
              ? t('acls.defaultKeeps')
              : undefined,
        },
      ]}
      note={t('acls.associationsNote')}
      run={async (call, values) => {
        const after = (values['subnets'] ?? '').split(',').filter(Boolean)
        const move = (SubnetId: string, NetworkAclId: string | undefined) =>
          call('ec2', 'ReplaceNetworkAclAssociation', {
            AssociationId: acls
              .flatMap(({ Associations }) => Associations ?? [])
              .find((one) => one.SubnetId === SubnetId)?.NetworkAclAssociationId,
            NetworkAclId,
          })
        for (const id of after.filter((one) => !before.includes(one))) await move(id, idOf(item))
        for (const id of before.filter((one) => !after.includes(one))) {
          await move(id, fallback?.NetworkAclId)
        }
      }}
      onClose={props.onClose}
    />
  )
}
