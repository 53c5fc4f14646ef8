import { useOperation } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { AttachPolicies } from '../../resources/iam/AttachPolicies.tsx'
import { HolderPermissions } from '../../resources/iam/HolderPermissions.tsx'
import { inlinePolicyPath, lookAgainMs } from '../../resources/iam/holder.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import type { WriteTags } from '../../resources/bulk/tag-change.ts'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { trustedBy } from '../../resources/roles/documents.ts'
import { deleteRole } from './delete-role.ts'
import { EditRole, EditTrust } from './dialogs.tsx'
import { idOf, isServiceLinked, useCarriers, type Role } from './role.ts'
import { TrustTab } from './TrustTab.tsx'

const refuseLinked = (role: Role, { t }: Locale) =>
  isServiceLinked(role) ? t('roles.serviceLinked') : undefined

const actions: readonly ResourceAction<Role>[] = [
  {
    id: 'attach',
    text: 'roles.attach',
    refuse: refuseLinked,
    dialog: ({ item, onClose }) => (
      <AttachPolicies holder={{ kind: 'role', name: idOf(item) }} onClose={onClose} />
    ),
  },
  {
    id: 'inline',
    text: 'roles.createInline',
    refuse: refuseLinked,
    page: (role) => inlinePolicyPath({ kind: 'role', name: idOf(role) }),
  },
  { id: 'trust', text: 'roles.editTrust', refuse: refuseLinked, dialog: EditTrust },
  { id: 'edit', text: 'roles.edit', refuse: refuseLinked, dialog: EditRole },
]

export default function RolesPage() {
  return (
    <ResourcePage
      feed="roles"
      texts="roles"
      idOf={idOf}
      titleOf={() => ''}
      columns={createColumns}
      create="/roles/create"
      actions={actions}
      refuseDelete={refuseLinked}
      remove={(call, name) => deleteRole(call, name)}
      dependants={Carriers}
      tabs={(role, { t }, open) => [
        {
          id: 'permissions',
          label: t('roles.permissions'),
          content: (
            <HolderPermissions
              key={idOf(role)}
              holder={{ kind: 'role', name: idOf(role) }}
              fixed={isServiceLinked(role) ? t('roles.serviceLinked') : undefined}
            />
          ),
        },
        {
          id: 'trust',
          label: t('roles.trust'),
          content: <TrustTab role={role} onEdit={() => open('trust')} />,
        },
        { id: 'details', label: t('tab.details'), content: <Details role={role} /> },
        { id: 'tags', label: t('tab.tags'), content: <Tags role={role} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Role>[] {
  return [
    valueColumn('name', t('roles.name'), idOf, { fixed: true, width: 280 }),
    {
      id: 'trusted',
      header: t('roles.trusted'),
      width: 260,
      filter: 'choice',
      value: (role) => trustedBy(role.AssumeRolePolicyDocument).join(', '),
      values: (role) => trustedBy(role.AssumeRolePolicyDocument),
      cell: (role) => trustedBy(role.AssumeRolePolicyDocument).join(', ') || '-',
    },
    valueColumn('description', t('groups.descriptionColumn'), (role) => role.Description, {
      width: 300,
    }),
    valueColumn('path', t('roles.path'), ({ Path }) => Path, { filter: 'choice', hidden: true }),
    valueColumn('created', t('volumes.created'), ({ CreateDate }) => CreateDate, {
      filter: 'date',
      width: 210,
      cell: ({ CreateDate }) => formatTime(CreateDate, name) || '-',
    }),
  ]
}

function Carriers({ items }: { readonly items: readonly Role[] }) {
  const t = useT()
  const { profiles, instances } = useCarriers(items.map(idOf))
  return (
    <Dependants
      text={t('roles.inUse')}
      items={[
        ...instances.map((instance) => ({
          page: 'instances',
          id: instance.InstanceId ?? '',
          text: [instance.InstanceId, nameOf(instance)].filter(Boolean).join(' · '),
        })),
        ...profiles.map(({ InstanceProfileName = '' }) => ({
          page: '',
          id: InstanceProfileName,
          text: t('roles.profileOf', { name: InstanceProfileName }),
        })),
      ]}
    />
  )
}

function useRole(role: Role) {
  const input = { RoleName: idOf(role) }
  return useOperation('iam', 'GetRole', input, { refetchIntervalMs: lookAgainMs }).data?.Role
}

function Details({ role }: { readonly role: Role }) {
  const { t, name } = useLocale()
  const whole = useRole(role)
  const { profiles, instances } = useCarriers([idOf(role)])
  const { LastUsedDate, Region } = whole?.RoleLastUsed ?? {}
  return (
    <KeyValue
      columns={4}
      items={[
        [t('roles.name'), role.RoleName],
        ['ARN', <CopyText key="arn" text={role.Arn} />],
        [t('groups.descriptionColumn'), role.Description],
        [t('volumes.created'), formatTime(role.CreateDate, name)],
        [
          t('roles.lastUsed'),
          LastUsedDate
            ? [formatTime(LastUsedDate, name), Region].filter(Boolean).join(' · ')
            : t('roles.neverUsed'),
        ],
        [
          t('roles.maxSession'),
          t('roles.minutes', { count: Math.round((role.MaxSessionDuration ?? 3600) / 60) }),
        ],
        [t('roles.path'), role.Path],
        [
          t('roles.profiles'),
          profiles.length === 0
            ? undefined
            : profiles.map(({ Arn }) => <CopyText key={Arn} text={Arn} />),
        ],
        [
          t('instances.title'),
          instances.length === 0
            ? undefined
            : instances.map(({ InstanceId }) => (
                <div key={InstanceId}>
                  <InstanceLink id={InstanceId} />
                </div>
              )),
        ],
      ]}
    />
  )
}

const writeTags: WriteTags = async (call, RoleName, Tags, removed) => {
  if (Tags.length > 0) await call('iam', 'TagRole', { RoleName, Tags })
  if (removed.length > 0) {
    await call('iam', 'UntagRole', { RoleName, TagKeys: removed.map(({ Key }) => Key) })
  }
}

function Tags({ role }: { readonly role: Role }) {
  return <ResourceTags id={idOf(role)} tags={useRole(role)?.Tags} write={writeTags} />
}
